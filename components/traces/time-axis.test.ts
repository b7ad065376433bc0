import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutTime, positionOf, type TimeSpan } from './time-axis';

const work = (startMs: number, endMs: number): TimeSpan => ({ startMs, endMs, waits: false });
const wait = (startMs: number, endMs: number): TimeSpan => ({ startMs, endMs, waits: true });

describe('layoutTime', () => {
  it('draws a run without long pauses to scale', () => {
    const axis = layoutTime([work(1000, 3000), wait(3000, 3900), work(3900, 11_000)]);
    expect(axis.pieces).toEqual([{ startMs: 1000, endMs: 11_000, from: 0, to: 1, compressed: null }]);
    expect(axis.waitingMs).toBe(900);
    expect(positionOf(axis, 6000)).toBeCloseTo(0.5);
  });

  it('puts ticks at round times from the start of the run', () => {
    const axis = layoutTime([work(500, 11_900)]);
    expect(axis.ticks.map((tick) => tick.label)).toEqual(['0 s', '2 s', '4 s', '6 s', '8 s', '10 s']);
    expect(axis.ticks[1]?.at).toBeCloseTo(2000 / 11_400);
  });

  it('compresses a long wait for a person and counts on from its end', () => {
    const axis = layoutTime([work(0, 5000), wait(5000, 7_205_000), work(7_205_000, 7_210_000)]);
    expect(axis.pieces.map((piece) => piece.compressed)).toEqual([null, 'waiting', null]);
    const [before, pause] = axis.pieces;
    expect(pause && pause.to - pause.from).toBeLessThan(0.15);
    expect(before && before.to - before.from).toBeGreaterThan(0.4);
    expect(axis.waitingMs).toBe(7_200_000);
    expect(axis.ticks.map((tick) => tick.label)).toContain('+2 s');
  });

  it('calls a long pause idle when nobody was asked', () => {
    const axis = layoutTime([work(0, 5000), work(100_000, 105_000)]);
    expect(axis.pieces[1]?.compressed).toBe('idle');
    expect(axis.waitingMs).toBe(0);
  });

  it('does not count a wait during which something else ran', () => {
    expect(layoutTime([work(0, 4000), wait(1000, 6000), work(6000, 9000)]).waitingMs).toBe(2000);
  });

  it('draws an empty run and a run of one moment', () => {
    expect(layoutTime([]).ticks).toHaveLength(1);
    expect(positionOf(layoutTime([work(5, 5)]), 5)).toBe(0);
  });

  it('covers the axis without gaps and keeps the order of time', () => {
    const spans = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 10_000_000 }),
        length: fc.integer({ min: 0, max: 100_000 }),
        waits: fc.boolean(),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(spans, (drawn) => {
        const axis = layoutTime(
          drawn.map(({ start, length, waits }) => ({ startMs: start, endMs: start + length, waits })),
        );
        expect(axis.pieces[0]?.from).toBe(0);
        expect(axis.pieces.at(-1)?.to).toBeCloseTo(1);
        axis.pieces.forEach((piece, index) => {
          if (index > 0) expect(piece.from).toBeCloseTo(axis.pieces[index - 1]?.to ?? -1);
        });
        const moments = drawn.map(({ start }) => start).sort((left, right) => left - right);
        const places = moments.map((moment) => positionOf(axis, moment));
        expect(places).toEqual([...places].sort((left, right) => left - right));
        expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
        expect(axis.ticks.every((tick) => tick.at >= 0 && tick.at <= 1)).toBe(true);
      }),
    );
  });
});
