import type { FeatureContext } from '@/lib/features/feature-context';
import { cancelTurnsOf } from '@/lib/storage/cancel-turns';

/** Stops everything that somebody has running or queued, and tells those who follow it. */
export async function stopTurnsOf(
  { scope, harness }: Pick<FeatureContext, 'scope' | 'harness'>,
  userId: string,
): Promise<void> {
  const { runningTurnIds, ended } = await cancelTurnsOf(scope, userId);
  for (const event of ended) harness.log.announce([event]);
  for (const turnId of runningTurnIds) harness.turns.stop(turnId, 'client-cancelled');
}
