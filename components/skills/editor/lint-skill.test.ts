import { describe, expect, test } from 'vitest';
import { lintSkill, pathProblem } from './lint-skill';

const skill = (body: string, name = 'refund-policy') => ({
  path: 'SKILL.md',
  content: `---\nname: ${name}\ndescription: When money may go back.\n---\n${body}`,
});
const file = (path: string, content = 'x') => ({ path, content });

describe('lintSkill', () => {
  test('says that a valid skill is valid', () => {
    const notes = lintSkill({ name: 'refund-policy', files: [skill('# Refunds')], base: null });
    expect(notes).toMatchObject([{ tone: 'ok' }]);
  });

  test('refuses a skill without SKILL.md', () => {
    expect(lintSkill({ name: null, files: [file('a.md')], base: null })).toMatchObject([{ tone: 'danger' }]);
  });

  test('refuses a name that is not the skill’s own', () => {
    const notes = lintSkill({ name: 'refund-policy', files: [skill('', 'other')], base: null });
    expect(notes[0]).toMatchObject({ tone: 'danger' });
    expect(notes[0]?.detail).toContain('name: refund-policy');
  });

  test('lets a new skill name itself', () => {
    expect(lintSkill({ name: null, files: [skill('', 'other')], base: null })[0]?.tone).toBe('ok');
  });

  test('names the line of a reference that leads nowhere', () => {
    const notes = lintSkill({ name: null, files: [skill('\nSee `references/gone.md`.')], base: null });
    expect(notes[1]).toEqual({
      tone: 'warning',
      title: 'Line 6 names a file that is not here',
      detail: 'references/gone.md',
    });
  });

  test('names a referenced file that changed since the base', () => {
    const files = [skill('See [limits](references/limits.md).'), file('references/limits.md', 'new')];
    const base = { version: 4, files: [file('references/limits.md', 'old')] };
    expect(lintSkill({ name: null, files, base })[1]).toMatchObject({
      tone: 'warning',
      path: 'references/limits.md',
      isChange: true,
    });
  });

  test('leaves addresses of the web alone', () => {
    const files = [skill('See [docs](https://example.test/a.md) and [up](/a.md).')];
    expect(lintSkill({ name: null, files, base: null })).toHaveLength(1);
  });
});

describe('pathProblem', () => {
  test.each(['/a.md', '../a.md', 'a//b.md', 'a\\b.md', ''])('refuses %j', (path) => {
    expect(pathProblem(path, [])).not.toBeNull();
  });

  test.each([
    ['a.md', ['a.md']],
    ['A.md', ['a.md']],
    ['a.md/b.md', ['a.md']],
    ['scripts', ['scripts/run.py']],
  ])('refuses %s beside %j', (path, others) => {
    expect(pathProblem(path, others)).not.toBeNull();
  });

  test('takes a new path in a folder', () => {
    expect(pathProblem('references/b.md', ['SKILL.md', 'references/a.md'])).toBeNull();
  });
});
