import { loadAllPages } from '@/components/people/load-all-pages';
import { apiPaths } from '@/lib/client/paths';
import { skillSchema, type Skill } from '@/lib/contract/skill';

/** All skills of the registry. */
export function loadSkills(signal: AbortSignal): Promise<Skill[]> {
  return loadAllPages({ path: apiPaths.skills(), item: skillSchema, signal });
}
