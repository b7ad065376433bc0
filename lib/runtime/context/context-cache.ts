import type { TurnStore } from '@/lib/storage/turn-store-port';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import type { PromptHolders } from '../trace/step-input';
import { foldSnapshots, type TurnContext } from './turn-snapshot';

type TurnAddress = { organisationId: string; turnId: string };

/** A context with what is known of it beside its messages. */
export type KeptContext = {
  context: TurnContext;
  /** Steps that hold the instructions and tools last sent, so that the next call can name them. */
  holders: PromptHolders | undefined;
};

/** The contexts that turns ended with, as far as this process remembers them; the others are read from the store. */
export interface ContextCache {
  /** The context after a turn; undefined when nothing of it was ever stored. */
  of(turn: TurnAddress): Promise<KeptContext | undefined>;
  /** Remembers the context after a turn that has ended, in the place of the one it went on from. */
  keep(turn: TurnAddress, kept: KeptContext, wentOnFrom: string | undefined): void;
}

const bytesMaxDefault = 32_000_000;
const messageBytes = 200;
/** What nobody went on with for so long is let go with the next turn of anybody; a deleted session's too. */
const idleMsMax = 15 * 60_000;

/** `bytes` is what the entry weighs with its holders, `contextBytes` without them. */
type Entry = KeptContext & { bytes: number; contextBytes: number; usedAt: number };

/** The least recently used give way. A context never changes, so nothing has to be taken back here. */
export function createContextCache(
  turns: Pick<TurnStore, 'snapshots'>,
  { bytesMax = bytesMaxDefault, now = () => performance.now() } = {},
): ContextCache {
  // In the order of their use, the one used last at the end.
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function drop(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  function dropIdle(): void {
    for (const [key, { usedAt }] of entries) {
      if (now() - usedAt <= idleMsMax) return;
      drop(key);
    }
  }

  return {
    async of(turn) {
      dropIdle();
      const key = keyOf(turn);
      const entry = entries.get(key);
      if (!entry) {
        const context = foldSnapshots(await turns.snapshots(turn));
        return context && { context, holders: undefined };
      }
      entries.delete(key);
      entries.set(key, { ...entry, usedAt: now() });
      return entry;
    },
    keep(turn, kept, wentOnFrom) {
      dropIdle();
      const key = keyOf(turn);
      const before = wentOnFrom === undefined ? undefined : keyOf({ ...turn, turnId: wentOnFrom });
      const contextBytes = sizeOf(kept.context, before === undefined ? undefined : entries.get(before));
      const size = contextBytes + weighHolders(kept.holders);
      if (before !== undefined) drop(before);
      drop(key);
      if (size > bytesMax) return;
      entries.set(key, { ...kept, bytes: size, contextBytes, usedAt: now() });
      bytes += size;
      for (const oldest of entries.keys()) {
        if (bytes <= bytesMax) return;
        drop(oldest);
      }
    },
  };
}

function keyOf({ organisationId, turnId }: TurnAddress): string {
  return `${organisationId}/${turnId}`;
}

/** Only what the turn added is weighed when its beginning was weighed before. */
function sizeOf(context: TurnContext, before: Entry | undefined): number {
  const known = before && context.messages.length >= before.context.messages.length ? before : undefined;
  const added = context.messages.slice(known?.context.messages.length ?? 0);
  return added.reduce((sum, message) => sum + weigh(message), known?.contextBytes ?? 0);
}

function weighHolders(holders: PromptHolders | undefined): number {
  return holders ? 2 * (holders.system.text.length + holders.tools.text.length) : 0;
}

/** Characters as two bytes each, and what an object costs. */
function weigh(message: ContextMessage): number {
  if (message.role === 'tool') return messageBytes + 2 * message.content.length;
  if (message.role === 'user') {
    const texts = message.content.map((part) => (part.type === 'text' ? part.text.length : messageBytes));
    return messageBytes + 2 * texts.reduce((sum, length) => sum + length, 0);
  }
  const calls = message.toolCalls.reduce((sum, call) => sum + messageBytes + 2 * call.arguments.length, 0);
  const metadata =
    message.providerMetadata === undefined ? 0 : JSON.stringify(message.providerMetadata).length;
  return messageBytes + 2 * (message.content.length + (message.reasoning?.length ?? 0) + metadata) + calls;
}
