import { AppError } from '@/lib/platform/app-error';
import { assertNever } from '@/lib/platform/assert-never';
import { queuedTurnsMax, steersMax, type TurnRefusal } from '@/lib/storage/create-turn';
import { unknownUpload } from './message-file';
import { noRoom } from './session-files';

type Refusal = Exclude<TurnRefusal, { status: 'no_session' }>;

/** A refusal to start a turn as the API says it. */
export function explainRefusal(refusal: Refusal): AppError {
  switch (refusal.status) {
    case 'unknown_previous_turn':
      return new AppError(
        'invalid_request',
        'This session has no such turn that has begun, so nothing can go on from it. Use "auto" for its latest.',
        { param: 'previous_turn_id' },
      );
    case 'lost_previous_turn':
      return new AppError(
        'unprocessable',
        'The turn that previous_turn_id names failed before anything of its conversation could be kept, so nothing can go on from it. Use "auto", or name the turn before it.',
        { param: 'previous_turn_id' },
      );
    case 'running':
      return new AppError(
        'turn_running',
        'Another turn of this session is running or queued. Wait for it, cancel it, or send if_running "cancel", "queue" or "steer".',
      );
    case 'queue_full':
      return new AppError(
        'rate_limited',
        `${queuedTurnsMax} turns wait in this session already, and no more may. Wait until one has started, or cancel one.`,
        { retryAfterSeconds: 5 },
      );
    case 'steers_full':
      return new AppError(
        'rate_limited',
        `${steersMax} messages have joined the running turn already, and no more may. Send if_running "queue", or wait until it has ended.`,
        { retryAfterSeconds: 5 },
      );
    case 'pending':
      return new AppError(
        'pending_calls',
        `Calls wait for a decision first: ${named(refusal.calls)}. Decide on them, or cancel the session to withdraw them.`,
      );
    case 'undecided_calls':
      return new AppError(
        'pending_calls',
        `Every waiting call is decided at once; these were left out: ${named(refusal.calls)}.`,
        { param: 'input' },
      );
    case 'unknown_calls':
      return new AppError(
        'unprocessable',
        `No such call waits in this session: ${refusal.ids.join(', ')}. Check the ids and threads.`,
        { param: 'input' },
      );
    case 'already_decided':
      return new AppError(
        'already_decided',
        `Decided, expired or withdrawn already: ${refusal.ids.join(', ')}.`,
        { param: 'input' },
      );
    case 'wrong_kind':
      return new AppError(
        'unprocessable',
        `These need the other kind of answer: ${refusal.ids.join(', ')}. A question takes a user.tool_response, an approval a user.tool_approval.`,
        { param: 'input' },
      );
    case 'wrong_turn':
      return new AppError(
        'unprocessable',
        `These calls wait in another turn than previous_turn_id names: ${refusal.ids.join(', ')}. Leave it "auto", or name the turn that waits.`,
        { param: 'previous_turn_id' },
      );
    case 'other_branch':
      return new AppError(
        'conflict',
        'The running turn goes on from another turn than previous_turn_id names, so the message cannot join it. Leave it "auto" to join, or send if_running "queue" to go on from the named turn afterwards.',
        { param: 'previous_turn_id' },
      );
    case 'suspended':
      return new AppError('forbidden', 'This person is suspended, so nothing can be started as them.');
    case 'unknown_upload':
      return unknownUpload(refusal.ids);
    case 'files_full':
      return noRoom(refusal.quota);
    default:
      return assertNever(refusal);
  }
}

function named(calls: readonly { id: string; server: string; tool: string }[]): string {
  return calls
    .map((call) => `${call.id} (${call.server === 'harness' ? '' : `${call.server}.`}${call.tool})`)
    .join(', ');
}
