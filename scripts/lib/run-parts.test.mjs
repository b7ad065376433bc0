import { describe, expect, test } from 'vitest';
import { chooseParts, runParts } from './run-parts.mjs';
import { countPlaywright, countVitest } from './test-parts.mjs';

describe('the parts of the tests', () => {
  test('end with one line that sums them up, and a part that throws counts as a failure', async () => {
    let output = '';
    const isGood = await runParts(
      {
        first: async () => ({ passed: 3, failed: 0, skipped: 1 }),
        second: async () => Promise.reject(new Error('broken')),
      },
      (text) => {
        output += text;
      },
    );
    expect(isGood).toBe(false);
    expect(output.trimEnd().split('\n').at(-1)).toBe('3 passed, 1 failed, 1 skipped');
  });

  test('are all of them by default, and otherwise the named ones in their own order', () => {
    const parts = { lint: 1, unit: 2, api: 3 };
    expect(Object.keys(chooseParts(parts, []))).toEqual(['lint', 'unit', 'api']);
    expect(Object.keys(chooseParts(parts, ['api', 'check'], { check: ['lint', 'unit'] }))).toEqual([
      'lint',
      'unit',
      'api',
    ]);
    expect(() => chooseParts(parts, ['unti'])).toThrow('unti');
  });

  test('are counted from the reports of their runners', () => {
    expect(
      countVitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }),
    ).toMatchObject({ passed: 5, failed: 1, skipped: 3 });
    expect(countPlaywright({ stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 } })).toMatchObject({
      passed: 5,
      failed: 2,
      skipped: 3,
    });
  });
});
