import { callWith, type Plan } from './plan';
import { lastCall, type Situation } from './situation';
import { offers } from './use-tool';

/** Reads a skill before doing what it covers, when it is attached and was not read in this conversation. */
export function planSkill(situation: Situation, name: string, remark: string): Plan | undefined {
  if (!offers(situation, 'load_skill') || !situation.system.includes(`- ${name}:`)) return undefined;
  const loaded = situation.everything.some(
    (record) => record.tool === 'load_skill' && record.input['name'] === name,
  );
  if (loaded || lastCall(situation.done, 'load_skill')) return undefined;
  return callWith(remark, 'load_skill', { name });
}
