import type { SharedV3ProviderMetadata } from '@ai-sdk/provider';
import type { ReplayPart } from './replay-parts';

/** Collects, while a stream is read, what the provider wants back with the next call. */
export type ReplayCollector = {
  text(
    kind: 'text' | 'reasoning',
    id: string,
    length: number,
    metadata: SharedV3ProviderMetadata | undefined,
  ): void;
  toolCall(providerCallId: string, metadata: SharedV3ProviderMetadata | undefined): void;
  /** Undefined when nothing but plain text came: then the message alone says it all. */
  result(): Record<string, unknown> | undefined;
};

export function collectReplayParts(): ReplayCollector {
  const parts: ReplayPart[] = [];
  const open = new Map<string, ReplayPart>();

  const find = (key: string, make: () => ReplayPart): ReplayPart => {
    const present = open.get(key);
    if (present) return present;
    const part = make();
    open.set(key, part);
    parts.push(part);
    return part;
  };

  return {
    text(kind, id, length, metadata) {
      const part = find(`${kind}:${id}`, () => ({ type: kind, length: 0 }));
      if (part.type !== 'tool_call') part.length += length;
      addMetadata(part, metadata);
    },
    toolCall(providerCallId, metadata) {
      addMetadata(
        find(`tool_call:${providerCallId}`, () => ({ type: 'tool_call', providerCallId })),
        metadata,
      );
    },
    result() {
      return parts.some((part) => part.metadata !== undefined) ? { parts } : undefined;
    },
  };
}

function addMetadata(part: ReplayPart, metadata: SharedV3ProviderMetadata | undefined): void {
  if (!metadata) return;
  const merged: SharedV3ProviderMetadata = { ...part.metadata };
  for (const [vendor, values] of Object.entries(metadata)) {
    const known = Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    if (known.length > 0) merged[vendor] = { ...merged[vendor], ...Object.fromEntries(known) };
  }
  if (Object.keys(merged).length > 0) part.metadata = merged;
}
