import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleStep } from './example-step.test-support';
import { waterfallRows } from './waterfall-rows';

const places = (rows: ReturnType<typeof waterfallRows>): string[] =>
  rows.map((row) => `${row.number} ${'>'.repeat(row.depth)}${row.step.id}`);

describe('waterfallRows', () => {
  it('keeps start order within a thread, whatever the parents are', () => {
    const steps = [
      exampleStep({ id: 'a' }),
      exampleStep({ id: 'b', parent_id: 'a' }),
      exampleStep({ id: 'c', parent_id: 'a' }),
    ];
    expect(places(waterfallRows(steps))).toEqual(['1 a', '2 b', '3 c']);
  });

  it('puts a thread below the step that opened it, one level deeper, even when threads ran at once', () => {
    const steps = [
      exampleStep({ id: 'open-x' }),
      exampleStep({ id: 'open-y' }),
      exampleStep({ id: 'x1', thread_id: 'x', parent_id: 'open-x' }),
      exampleStep({ id: 'y1', thread_id: 'y', parent_id: 'open-y' }),
      exampleStep({ id: 'x2', thread_id: 'x', parent_id: 'x1' }),
      exampleStep({ id: 'deep', thread_id: 'z', parent_id: 'x1' }),
      exampleStep({ id: 'end' }),
    ];
    expect(places(waterfallRows(steps))).toEqual([
      '1 open-x',
      '2 >x1',
      '3 >>deep',
      '4 >x2',
      '5 open-y',
      '6 >y1',
      '7 end',
    ]);
  });

  it('shows every step exactly once, also with parents that are missing or go in circles', () => {
    const step = fc.record({
      thread: fc.constantFrom('main', 'x', 'y', 'z'),
      parent: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (drawn) => {
        const steps = drawn.map(({ thread, parent }, index) =>
          exampleStep({
            id: `s${index}`,
            thread_id: thread,
            parent_id: parent === null ? null : `s${parent}`,
          }),
        );
        const rows = waterfallRows(steps);
        expect(rows.map((row) => row.step.id).sort()).toEqual(steps.map(({ id }) => id).sort());
        expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1));
      }),
    );
  });
});
