import { describe, expect, it } from 'vitest';
import { issuePath, manifestIssues } from './manifest-issues';

const valid = { name: 'a', model: { name: 'openai/x' } };
const messageOf = (fields: object, path: string) =>
  manifestIssues({ ...valid, ...fields }).find((issue) => issuePath(issue.path) === path)?.message;

describe('manifestIssues', () => {
  it('finds nothing wrong with a valid definition', () => {
    expect(manifestIssues(valid)).toEqual([]);
  });

  it('says what is missing', () => {
    expect(messageOf({ name: '' }, 'name')).toBe('This is required.');
    expect(manifestIssues({}).map((issue) => issue.message)).toContain('This is required.');
  });

  it('names the bound that was crossed', () => {
    expect(messageOf({ config: { iteration_limit: 5000 } }, 'config.iteration_limit')).toBe('At most 1024.');
    expect(messageOf({ config: { max_cost_usd: 0 } }, 'config.max_cost_usd')).toBe('More than 0.');
    expect(messageOf({ config: { iteration_limit: 1.5 } }, 'config.iteration_limit')).toBe(
      'Use a whole number.',
    );
    expect(messageOf({ description: 'x'.repeat(1025) }, 'description')).toBe('At most 1024 characters.');
  });
});
