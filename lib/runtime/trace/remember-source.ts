import type { StepInputSource } from './step-input';

/**
 * A source that asks for each row once. The prompts of one run name the calls before them again and again: read one
 * by one they would cost a query for every pair. It holds what the run's calls added, so it is for one run's reading.
 */
export function rememberSource(source: StepInputSource): StepInputSource {
  const inputs = new Map<string, unknown>();
  const snapshots = new Map<string, Promise<readonly unknown[]>>();
  return {
    async inputs(stepIds) {
      const unknown = stepIds.filter((id) => !inputs.has(id));
      if (unknown.length > 0) {
        const found = await source.inputs(unknown);
        for (const id of unknown) inputs.set(id, found.get(id));
      }
      return new Map(stepIds.map((id) => [id, inputs.get(id)]));
    },
    snapshots(turnId) {
      const known = snapshots.get(turnId) ?? source.snapshots(turnId);
      // The turns of a run come one after another: the one before is not asked for again.
      snapshots.clear();
      snapshots.set(turnId, known);
      return known;
    },
  };
}
