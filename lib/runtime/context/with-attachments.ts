import { imageLimitBytes, imagesLimitBytes } from '@/lib/contract/session-file';
import type { ContextMessage, UserPart } from '@/lib/gateways/model/model-message';
import type { RuntimePorts } from '../runtime-ports';

type FilePart = Extract<UserPart, { type: 'file' }>;
type Files = Pick<RuntimePorts, 'attachment'>;

/** Puts the bytes of attached files into the messages of one call; the log and the snapshots keep only digests. */
export type AttachmentReader = (messages: readonly ContextMessage[]) => Promise<readonly ContextMessage[]>;

/**
 * The reader of one turn: it reads a file once for all model calls of the turn. No request has more bytes of images
 * than the limit, and that is also the most that is held here: the newest are sent, older ones are named only.
 */
export function createAttachmentReader(ports: Files, organisationId: string): AttachmentReader {
  // Bytes of the last request's files, so that what falls out of the request is let go as well.
  let kept = new Map<string, Uint8Array>();

  async function bytesOf(digest: string, room: number): Promise<Uint8Array | 'too_large' | undefined> {
    const known = kept.get(digest);
    if (known) return known.length > room ? 'too_large' : known;
    return ports.attachment(organisationId, digest, Math.min(room, imageLimitBytes));
  }

  return async (messages) => {
    const held = new Map<string, Uint8Array>();
    const parts = new Map<FilePart, UserPart>();
    let room = imagesLimitBytes;
    for (const part of messages.flatMap(filesOf).reverse()) {
      const data = await bytesOf(part.digest, room);
      parts.set(part, toPart(part, data));
      if (!(data instanceof Uint8Array)) continue;
      room -= data.length;
      held.set(part.digest, data);
      kept.set(part.digest, data);
    }
    kept = held;
    return parts.size === 0 ? messages : messages.map((message) => filled(message, parts));
  };
}

function filesOf(message: ContextMessage): FilePart[] {
  return message.role === 'user' ? message.content.filter((part) => part.type === 'file') : [];
}

function toPart(part: FilePart, data: Uint8Array | 'too_large' | undefined): UserPart {
  if (data === undefined) return { type: 'text', text: `[The file "${part.filename}" is no longer stored.]` };
  if (data !== 'too_large') return { ...part, data };
  const text = `[The image "${part.filename}" is left out: there are too many bytes of images in this conversation.]`;
  return { type: 'text', text };
}

function filled(message: ContextMessage, parts: ReadonlyMap<FilePart, UserPart>): ContextMessage {
  if (message.role !== 'user') return message;
  return {
    ...message,
    content: message.content.map((part) => (part.type === 'file' ? (parts.get(part) ?? part) : part)),
  };
}
