import type { LogEvent, LogEventBody } from '@/lib/contract/log-event';
import type { TurnOutputEvent } from '@/lib/contract/event';
import { addUsage, noUsage, type Usage } from '@/lib/contract/usage';
import type { StepRecord } from '@/lib/storage/step-record';
import type { TurnState } from '@/lib/storage/turn-store-port';
import type { ContextCache, KeptContext } from '../context/context-cache';
import { foldTurn, applyEvent, type Conversation } from '../context/fold-turn';
import { createAttachmentReader, type AttachmentReader } from '../context/with-attachments';
import type { RuntimePorts } from '../runtime-ports';
import { toStoredEvent } from '../session/native-events';
import { createPromptLedger, type PromptLedger } from '../trace/step-input';

/** Why a run is asked to stop before its own end. */
export type StopReason =
  'client-cancelled' | 'cancelled-for-next-turn' | 'server-execution-timeout' | 'handover' | 'fenced';

/** What a run stands on: the ports, and the contexts that its process remembers. */
export type RunnerPorts = RuntimePorts & { readonly contexts: ContextCache };

/** The turn that a run goes on from. Undefined for the first of a session, or when nothing of it is stored. */
export type ParentTurn = KeptContext & { turnId: string };

/** A turn in the making: what is known so far, and the only way to add to it. */
export type TurnRun = {
  readonly ports: RunnerPorts;
  readonly state: TurnState;
  readonly parent: ParentTurn | undefined;
  /** What the trace has of this turn's prompts. */
  readonly prompts: PromptLedger;
  readonly conversation: Conversation;
  /** Puts the bytes of attached files into the messages of a model call. */
  readonly withAttachments: AttachmentReader;
  /** Aborts model calls; its reason is a StopReason. Tool calls that were sent are waited for. */
  readonly signal: AbortSignal;
  /** Aborts the signal, as the service does when it hears of a stop first. */
  stop(reason: StopReason): void;
  /** Model calls of this turn. */
  iterations: number;
  /** What the service knows of this turn from elsewhere; read before each model call. */
  readonly hints: TurnHints;
  /** Messages that joined the turn and are in its log. */
  steersTaken: number;
  usage: Usage;
  /** Events of this turn so far, without the increments that are dropped again. */
  eventCount: number;
  /** Messages that readers have seen the beginning of and not yet the end. */
  readonly unfinished: Set<string>;
  /** Messages and waits of this turn, as `turn.done` lists them. */
  readonly output: TurnOutputEvent[];
  /** Commits events and steps, then folds the events in. Throws `FencedError` when the turn belongs to somebody else. */
  append(events: readonly LogEventBody[], steps?: readonly StepRecord[]): Promise<void>;
  /** Queues a delta; it is committed with whatever waits at that moment. */
  delta(event: LogEventBody): void;
  nextSequenceId(): number;
  /** Whether the log has grown since the turn was loaded, increments apart. */
  hasProgress(): boolean;
};

/** Told to a turn while it runs. `steerCount`: at least so many messages have joined it. */
export type TurnHints = { steerCount: number };

/** How the service reaches a turn that runs. */
export type TurnControl = { stop: AbortController; hints: TurnHints };

/** The turn belongs to another process now: everything here stops without a word. */
export class FencedError extends Error {
  readonly isFenced = true;
}

/** Builds the run of a turn that was loaded, new or continued. */
export function createTurnRun(
  ports: RunnerPorts,
  { state, parent }: { state: TurnState; parent: ParentTurn | undefined },
  { stop, hints }: TurnControl,
): TurnRun {
  const conversation = foldTurn(state, parent?.context);
  hints.steerCount = Math.max(hints.steerCount, state.steerCount);
  let sequenceId = state.events.at(-1)?.sequence_id ?? 0;
  const earlier = state.events.flatMap((event) => (event.type === 'model.message' ? [event] : []));
  const loadedCount = state.events.filter(isKept).length;
  const unfinished = new Set<string>();
  let lost: { error: unknown } | undefined;
  const number = (event: LogEventBody) => {
    if (event.type === 'model.delta') unfinished.add(event.payload.message_id);
    return { ...event, sequence_id: ++sequenceId };
  };
  const close = (event: LogEventBody) => {
    const ends = event.type === 'model.message' || (event.type === 'model.delta' && event.payload.superseded);
    if (ends) unfinished.delete(event.payload.message_id);
    else if (event.type === 'model.delta') unfinished.add(event.payload.message_id);
  };
  state.events.forEach(close);
  const run: TurnRun = {
    ports,
    state,
    parent,
    prompts: createPromptLedger(
      parent && { turnId: parent.turnId, count: parent.context.messages.length },
      parent?.holders,
    ),
    conversation,
    withAttachments: createAttachmentReader(ports, state.key.organisationId),
    signal: stop.signal,
    stop: (reason) => stop.abort(reason),
    iterations: earlier.length,
    hints,
    steersTaken: state.events.filter((event) => event.type === 'turn.steered').length,
    usage: earlier.reduce((sum, event) => addUsage(sum, event.payload.usage), noUsage),
    eventCount: loadedCount,
    unfinished,
    output: state.events.flatMap(toOutput),
    async append(events, steps = []) {
      if (lost) throw lost.error;
      const numbered = events.map(number);
      const result = await ports.log.append(state.key, { events: numbered, steps });
      if (result === 'fenced') throw new FencedError();
      run.eventCount += numbered.filter(isKept).length;
      const createdAt = ports.clock.now().toISOString();
      for (const event of numbered) {
        close(event);
        applyEvent(conversation, event);
        run.output.push(...toOutput({ ...event, turn_id: state.key.turnId, created_at: createdAt }));
      }
    },
    delta(event) {
      ports.log.append(state.key, { events: [number(event)] }).then(
        (result) => result === 'fenced' && stop.abort('fenced' satisfies StopReason),
        // The append that follows reports it: what comes after a hole is not written.
        (error: unknown) => void (lost ??= { error }),
      );
    },
    nextSequenceId: () => ++sequenceId,
    hasProgress: () => run.eventCount > loadedCount,
  };
  return run;
}

function isKept(event: LogEventBody): boolean {
  return event.type !== 'model.delta' && event.type !== 'tool.progress';
}

function toOutput(event: LogEvent): TurnOutputEvent[] {
  const stored = toStoredEvent(event);
  if (stored?.type === 'model.message' || stored?.type === 'tool.approval_required') return [stored];
  return stored?.type === 'tool.response_required' ? [stored] : [];
}
