import 'server-only';

export { deleteSkill } from './delete-skill';
export { publishSkill } from './publish-skill';
export { listSkills, listSkillVersions, readSkill, readSkillVersion } from './read-skill';
