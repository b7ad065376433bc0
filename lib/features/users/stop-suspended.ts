import type { FeatureContext } from '@/lib/features/feature-context';
import { scopeOf } from '@/lib/storage/scope';
import { findSuspendedWithTurns } from '@/lib/storage/suspended-people';
import type { Database } from '@/lib/storage/database';
import { stopTurnsOf } from './stop-turns-of';

/**
 * Stops what suspended people still have running: a turn that was being created while they were suspended, or all of
 * them when the suspension could not stop them itself.
 */
export async function stopSuspended({
  database,
  harness,
}: Pick<FeatureContext, 'harness'> & { database: Database }): Promise<void> {
  for (const { organisationId, userId } of await findSuspendedWithTurns(database.pool))
    await stopTurnsOf({ scope: scopeOf(database, organisationId), harness }, userId);
}
