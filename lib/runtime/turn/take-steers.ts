import type { TurnRun } from './turn-run';

/**
 * Takes the messages that joined the turn into its log, and with that into the conversation: behind calls that are
 * open, before the next model call. Nothing is asked for unless something is known to be there.
 */
export async function takeSteers(run: TurnRun): Promise<void> {
  if (run.hints.steerCount <= run.steersTaken) return;
  const messages = await run.ports.turns.steers(run.state.key, run.steersTaken);
  if (messages.length === 0) return;
  await run.append(
    messages.map(({ number, input, createdBy }) => ({
      type: 'turn.steered',
      payload: { number, input, created_by: createdBy },
    })),
  );
  run.steersTaken += messages.length;
}
