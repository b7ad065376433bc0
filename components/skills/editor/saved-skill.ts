import type { Page } from '@/lib/contract/pagination';
import type { Skill, SkillVersion, SkillVersionDetail } from '@/lib/contract/skill';

/** A skill as its page starts: itself, its newest versions, and the latest one with its files. */
export type SavedSkill = { skill: Skill; versions: Page<SkillVersion>; base: SkillVersionDetail };
