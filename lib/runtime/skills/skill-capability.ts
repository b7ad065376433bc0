import type { Capability, ToolAnswer } from '../tools/runnable-tool';
import type { LoadedSkill } from '../runtime-ports';

export type AttachedSkill = LoadedSkill & { preload: boolean };

/** Skills: names and descriptions up front, the body when the model asks for it, or at once when preloaded. */
export function skillCapability(skills: readonly AttachedSkill[]): Capability | undefined {
  if (skills.length === 0) return undefined;
  const preloaded = skills.filter((skill) => skill.preload);
  const onDemand = skills.filter((skill) => !skill.preload);
  const parts = preloaded.map((skill) => `Skill ${skill.name} (version ${skill.version}):\n${bodyOf(skill)}`);
  if (onDemand.length > 0) {
    const lines = onDemand.map((skill) => `- ${skill.name}: ${skill.description}`);
    parts.push(`Skills (read one with load_skill before doing what it covers):\n${lines.join('\n')}`);
  }
  return {
    part: 'skills',
    instructions: parts.join('\n\n'),
    tools: needsTool(skills) ? [loadSkill(skills)] : [],
  };
}

/** Tokens of a skill as it stands in the context when it is read: the body without its front matter. */
export function bodyOf(skill: Pick<LoadedSkill, 'files'>): string {
  const text = skill.files.find((file) => file.path === 'SKILL.md')?.content ?? '';
  return text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n?/, '').trim();
}

function needsTool(skills: readonly AttachedSkill[]): boolean {
  return skills.some((skill) => !skill.preload || skill.files.length > 1);
}

function loadSkill(skills: readonly AttachedSkill[]): Capability['tools'][number] {
  return {
    kind: 'harness',
    stepType: 'skill',
    definition: {
      name: 'load_skill',
      description: 'Reads a skill, or one of its files.',
      inputSchema: {
        type: 'object',
        properties: { name: { type: 'string' }, file: { type: 'string' } },
        required: ['name'],
      },
    },
    run: (input) => read(skills, input),
  };
}

function read(skills: readonly AttachedSkill[], input: Record<string, unknown>): ToolAnswer {
  const skill = skills.find(({ name }) => name === input.name);
  if (!skill) {
    const names = skills.map(({ name }) => name).join(', ');
    return { content: `There is no skill ${JSON.stringify(input.name)}. Skills: ${names}.`, isError: true };
  }
  const others = skill.files.map(({ path }) => path).filter((path) => path !== 'SKILL.md');
  if (typeof input.file === 'string' && input.file !== 'SKILL.md') {
    const file = skill.files.find(({ path }) => path === input.file);
    if (file)
      return {
        content: file.content,
        isError: false,
        detail: { version: skill.version, preload: skill.preload, file: file.path },
      };
    return {
      content: `The skill "${skill.name}" has no file "${input.file}". Files: ${others.join(', ') || 'none'}.`,
      isError: true,
    };
  }
  const note = others.length > 0 ? `\n\nFiles of this skill: ${others.join(', ')}` : '';
  return {
    content: bodyOf(skill) + note,
    isError: false,
    detail: { version: skill.version, preload: skill.preload },
  };
}
