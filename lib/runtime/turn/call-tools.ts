import type { StoredCall } from '@/lib/storage/turn-store-port';
import { openCalls, type OpenCall } from '../context/fold-turn';
import type { ToolCatalogue } from '../context/tool-catalogue';
import { decideCall } from './decide-call';
import { executeCall } from './execute-call';
import { finaliseCall } from './finalise-call';
import { gateCalls, type WaitingCall } from './gate-calls';
import { prepareCall } from './prepare-call';
import type { TurnEnding } from './finish-turn';
import type { TurnRun } from './turn-run';

type Waiting = Extract<TurnEnding, { status: 'waiting' }>;

/**
 * Settles every call that is open: prepare → decide → execute → finalise, all of them at once, each result as soon as
 * it is there. Calls that need a person are stored and end the turn, which is what is answered then.
 */
export async function callTools(
  run: TurnRun,
  catalogue: ToolCatalogue,
  options: { fresh: boolean },
): Promise<Waiting | undefined> {
  const open = openCalls(run.conversation);
  // Calls the model has just made cannot have been stored before.
  const stored = options.fresh ? [] : await storedCalls(run, open);
  if (run.signal.reason === 'handover') return undefined;
  const byId = new Map(stored.map((call) => [call.id, call]));
  const outcomes = await allSettled(open.map((call) => settleCall(run, catalogue, call, byId.get(call.id))));
  const despiteStop = run.signal.aborted;
  const wanted = outcomes.filter((outcome) => outcome !== undefined);
  const waiting = despiteStop ? await closeAsStopped(run, wanted) : wanted;
  if (waiting.length === 0) return undefined;
  await gateCalls(run, waiting);
  return { status: 'waiting', despiteStop };
}

/** As `Promise.all`, but a failure waits for the others: none may write to the log once the turn has been ended. */
async function allSettled<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Somebody stopped the turn while other calls ran: what would wait now is closed, but an unknown outcome is shown. */
async function closeAsStopped(run: TurnRun, waiting: WaitingCall[]): Promise<WaitingCall[]> {
  const [shown, closed] = [waiting.filter(isUnknown), waiting.filter((wait) => !isUnknown(wait))];
  const cancelled = {
    next: 'settle',
    outcome: 'cancelled',
    content: 'Cancelled before it ran.',
    isError: true,
  } as const;
  for (const { prepared } of closed) await finaliseCall(run, prepared.call, cancelled);
  return shown;
}

function isUnknown(wait: WaitingCall): boolean {
  return wait.gate === 'unknown_outcome';
}

async function settleCall(
  run: TurnRun,
  catalogue: ToolCatalogue,
  call: OpenCall,
  stored: StoredCall | undefined,
): Promise<WaitingCall | undefined> {
  const prepared = prepareCall(call, catalogue, stored);
  const decided = decideCall(run, prepared, stored);
  if (decided.next === 'wait') return decided.waiting;
  const result = decided.next === 'run' ? await executeCall(run, decided) : decided;
  if (result.next === 'wait') return result.waiting;
  await finaliseCall(run, call, result);
  return undefined;
}

function storedCalls(run: TurnRun, open: readonly OpenCall[]): Promise<StoredCall[]> {
  const ids = open.map((call) => call.id);
  return run.ports.turns.calls(run.state.key.organisationId, run.state.sessionId, ids);
}
