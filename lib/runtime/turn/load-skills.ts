import type { AttachedSkill } from '../skills/skill-capability';
import type { TurnRun } from './turn-run';

/** The attached skills at the versions the manifest names, in the manifest's order. */
export async function loadSkills(run: TurnRun): Promise<AttachedSkill[]> {
  const attached = run.state.manifest.skills;
  if (attached.length === 0) return [];
  const loaded = await run.ports.skills(run.state.key.organisationId, attached);
  return attached.flatMap((reference) => {
    const skill = loaded.find(({ name }) => name === reference.name);
    return skill ? [{ ...skill, preload: reference.preload }] : [];
  });
}
