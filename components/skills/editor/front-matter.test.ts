import { describe, expect, test } from 'vitest';
import { readFrontMatter, setFrontMatterField, skillBody } from './front-matter';

const valid = '---\nname: refund-policy\ndescription: When money may go back.\n---\n\n# Refunds\n';

describe('readFrontMatter', () => {
  test('reads name and description', () => {
    const read = readFrontMatter(valid);
    expect(read).toEqual({
      name: 'refund-policy',
      description: 'When money may go back.',
      isReadable: true,
      problems: [],
    });
  });

  test('points at the first line where there is none', () => {
    expect(readFrontMatter('# Refunds').problems).toMatchObject([{ line: 1 }]);
  });

  test('points at the line of the file that is not YAML', () => {
    const { problems, isReadable } = readFrontMatter('---\nname: a\ndescription: "open\n---\n');
    expect(isReadable).toBe(false);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
  });

  test('points at the line whose value misses the schema', () => {
    const read = readFrontMatter('---\ndescription: Fine.\nname: Not A Name\n---\n');
    expect(read.problems).toMatchObject([{ line: 3 }]);
    expect(read.problems[0]?.message).toContain('"name"');
  });

  test('names a missing field', () => {
    expect(readFrontMatter('---\nname: a\n---\n').problems[0]?.message).toContain('"description" is missing');
  });

  test('refuses a description above the limit', () => {
    const text = `---\nname: a\ndescription: ${'x'.repeat(1025)}\n---\n`;
    expect(readFrontMatter(text).problems).toHaveLength(1);
  });

  test('refuses aliases, as publishing does', () => {
    expect(readFrontMatter('---\nname: &n a\ndescription: *n\n---\n').isReadable).toBe(false);
  });
});

describe('setFrontMatterField', () => {
  test('sets a value and keeps the body and the other keys', () => {
    const next = setFrontMatterField(valid.replace('---\n\n', 'license: MIT\n---\n\n'), 'name', 'refunds');
    expect(next).toContain('name: refunds\n');
    expect(next).toContain('license: MIT\n');
    expect(next.endsWith('# Refunds\n')).toBe(true);
  });

  test.each(['with: a colon', '"quoted"', 'ends with space ', '- dash', 'null', '#'])(
    'writes %j so that it reads back the same',
    (text) => {
      expect(readFrontMatter(setFrontMatterField(valid, 'description', text)).description).toBe(text);
    },
  );

  test('leaves a text without front matter alone', () => {
    expect(setFrontMatterField('# Refunds', 'name', 'refunds')).toBe('# Refunds');
  });
});

describe('skillBody', () => {
  test('is what stands below the front matter', () => {
    expect(skillBody(valid).trim()).toBe('# Refunds');
  });
});
