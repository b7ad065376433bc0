import type { StepInputSource } from '@/lib/runtime/trace/step-input';
import { readSnapshots } from '@/lib/storage/read-snapshots';
import type { Scope } from '@/lib/storage/scope';
import { listStepPayloads } from '@/lib/storage/traces';

/** Reads what the inputs of model calls refer to. Asked again for the same turn, as the steps of one run do, it remembers. */
export function stepInputSource(scope: Scope): StepInputSource {
  let last: { turnId: string; snapshots: Promise<unknown[]> } | undefined;
  return {
    async inputs(stepIds) {
      const payloads = await listStepPayloads(scope, stepIds);
      return new Map([...payloads].map(([id, payload]) => [id, payload.input]));
    },
    snapshots(turnId) {
      if (last?.turnId !== turnId) {
        const { organisationId, database } = scope;
        last = { turnId, snapshots: readSnapshots(database.pool, { organisationId, turnId }) };
      }
      return last.snapshots;
    },
  };
}
