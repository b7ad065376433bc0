import type { TurnInputEcho } from '@/lib/contract/turn';
import { unwrapTextAttachment } from './text-attachment';

/** A turn's message on one line: what was written, then the names of its files. */
export function messageWords(input: readonly TurnInputEcho[]): string {
  const parts = input.flatMap((item) => {
    if (item.type !== 'user.message') return [];
    if (typeof item.content === 'string') return [item.content];
    return item.content.map((part) =>
      part.type === 'text' ? (unwrapTextAttachment(part.text)?.name ?? part.text) : part.file.filename,
    );
  });
  return parts.join(' · ').replaceAll(/\s+/g, ' ');
}
