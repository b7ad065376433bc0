import { rememberSource } from '@/lib/runtime/trace/remember-source';
import type { StepInputSource } from '@/lib/runtime/trace/step-input';
import { readSnapshots } from '@/lib/storage/read-snapshots';
import type { Scope } from '@/lib/storage/scope';
import { listStepPayloads } from '@/lib/storage/traces';

/** Reads what the inputs of model calls refer to. For the steps of one run: what was read once is remembered. */
export function stepInputSource(scope: Scope): StepInputSource {
  const { organisationId, database } = scope;
  return rememberSource({
    async inputs(stepIds) {
      const payloads = await listStepPayloads(scope, stepIds);
      return new Map([...payloads].map(([id, payload]) => [id, payload.input]));
    },
    snapshots: (turnId) => readSnapshots(database.pool, { organisationId, turnId }),
  });
}
