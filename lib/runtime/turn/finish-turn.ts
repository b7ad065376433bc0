import type { TurnDone } from '@/lib/contract/log-event';
import { admitInput, openCalls } from '../context/fold-turn';
import type { FinishResult } from '@/lib/storage/turn-store-port';
import { snapshotOf } from '../context/turn-snapshot';
import { takeSteers } from './take-steers';
import { FencedError, type StopReason, type TurnRun } from './turn-run';

export type TurnEnding =
  | { status: 'done' }
  /** `despiteStop`: only for calls whose outcome is unknown, which a stop does not close. */
  | { status: 'waiting'; despiteStop: boolean }
  | { status: 'cancelled'; reason: StopReason }
  | { status: 'error'; code: string; message: string };

/** A turn that has ended. `hasQueued`: another one waits for that. */
export type FinishedTurn = { hasQueued: boolean };

/**
 * Ends a turn. Messages that joined it are taken into its log first, however it ends, because they were accepted. A
 * turn goes on when one of them came to it as it was done, or a stop as it was to wait.
 */
export async function finishTurn(run: TurnRun, ending: TurnEnding): Promise<FinishedTurn | 'goes on'> {
  for (;;) {
    await takeSteers(run);
    await supersedeUnfinished(run);
    if (ending.status === 'done' && !run.conversation.isAnswered) return 'goes on';
    const result = await finishOnce(run, ending);
    if (result.status === 'written') return { hasQueued: result.hasQueued };
    if (result.status === 'stopped') {
      run.stop(result.reason satisfies StopReason);
      return 'goes on';
    }
    run.hints.steerCount = result.steerCount;
  }
}

/** A message that was cut in the middle, as by a crash, is taken back: the model says it anew, or nobody does. */
export async function supersedeUnfinished(run: TurnRun): Promise<void> {
  if (run.unfinished.size === 0) return;
  await run.append(
    [...run.unfinished].map((id) => ({
      type: 'model.delta',
      thread_id: 'main',
      payload: { message_id: id, superseded: true },
    })),
  );
}

/** Its last event, its row and its run in one statement, then the readers are told. */
async function finishOnce(
  run: TurnRun,
  ending: TurnEnding,
): Promise<Exclude<FinishResult, { status: 'fenced' }>> {
  const { conversation } = run;
  // A result may only follow its own call, so a message that came meanwhile stays behind calls that are still open.
  if (openCalls(conversation).length === 0) admitInput(conversation);
  // Copies: a message that joins at the last moment adds to the conversation.
  const context = { messages: [...conversation.messages], waitingInput: [...conversation.waitingInput] };
  const done = turnDone(run, ending);
  const sequenceId = run.nextSequenceId();
  const result = await run.ports.turns.finish(run.state.key, {
    sequenceId,
    done,
    errorCode: ending.status === 'error' ? ending.code : null,
    usage: run.usage,
    runStatus: ending.status,
    snapshot: snapshotOf(context, run.parent),
    steerCount: run.steersTaken,
    waitsDespiteStop: ending.status === 'waiting' && ending.despiteStop,
  });
  if (result.status === 'fenced') throw new FencedError();
  if (result.status !== 'written') return result;
  const kept = { context, holders: run.prompts.holders() };
  run.ports.contexts.keep(run.state.key, kept, run.parent?.turnId);
  run.ports.log.announce([
    {
      type: 'turn.done',
      payload: done,
      turn_id: run.state.key.turnId,
      sequence_id: sequenceId,
      created_at: (result.createdAt ?? run.ports.clock.now()).toISOString(),
    },
  ]);
  return result;
}

function turnDone(run: TurnRun, ending: TurnEnding): TurnDone {
  const common = { output: run.output, usage: run.usage };
  switch (ending.status) {
    case 'done':
    case 'waiting':
      return { status: 'done', ...common };
    case 'cancelled':
      return { status: 'cancelled', cancellation_reason: ending.reason, ...common };
    case 'error':
      return { status: 'error', code: ending.code, message: ending.message, ...common };
  }
}
