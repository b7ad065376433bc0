import { formatDuration } from '@/lib/client/format';

export type TimeSpan = { startMs: number; endMs: number; waits: boolean };

/** A stretch of the axis. A compressed one is drawn much shorter than it lasted, and says so. */
export type AxisPiece = {
  startMs: number;
  endMs: number;
  /** Where it is drawn, as shares of the axis. */
  from: number;
  to: number;
  compressed: 'waiting' | 'idle' | null;
};

export type AxisTick = { at: number; label: string };

export type TimeAxis = {
  startMs: number;
  endMs: number;
  pieces: readonly AxisPiece[];
  ticks: readonly AxisTick[];
  /** Time in which nothing ran but the wait for a person. */
  waitingMs: number;
};

type Interval = { startMs: number; endMs: number };

// A pause is drawn short once it would take this share of the work's own width.
const longPauseShare = 0.3;
const longPauseMsMin = 2000;
const compressedShare = 0.12;
const compressedShareMax = 0.5;

/** Lays out a run's time: work to scale, long pauses compressed, ticks at round times. */
export function layoutTime(spans: readonly TimeSpan[]): TimeAxis {
  const startMs = spans.reduce((least, span) => Math.min(least, span.startMs), Infinity);
  const endMs = spans.reduce((most, span) => Math.max(most, span.endMs), -Infinity);
  if (spans.length === 0 || endMs <= startMs) {
    const at = spans.length === 0 ? 0 : startMs;
    const piece: AxisPiece = { startMs: at, endMs: at + 1, from: 0, to: 1, compressed: null };
    return { startMs: at, endMs: at, pieces: [piece], ticks: [{ at: 0, label: '0 s' }], waitingMs: 0 };
  }
  const work = union(spans.filter((span) => !span.waits));
  const waits = union(spans.filter((span) => span.waits));
  const pauses = gapsOf(work, { startMs, endMs });
  const waitingMs = pauses.reduce((sum, pause) => sum + overlap(pause, waits), 0);
  const workMs = lengthOf(work);
  const long = pauses.filter((pause) => workMs > 0 && duration(pause) > pauseLimit(workMs));
  const pieces = placePieces({ startMs, endMs }, long, waits);
  return { startMs, endMs, pieces, ticks: placeTicks(pieces), waitingMs };
}

/** Where a moment is drawn, as a share of the axis. */
export function positionOf(axis: TimeAxis, atMs: number): number {
  const piece = axis.pieces.find((candidate) => atMs <= candidate.endMs) ?? axis.pieces.at(-1);
  if (piece === undefined) return 0;
  const within = (atMs - piece.startMs) / Math.max(1e-9, piece.endMs - piece.startMs);
  return piece.from + Math.min(1, Math.max(0, within)) * (piece.to - piece.from);
}

function pauseLimit(workMs: number): number {
  return Math.max(longPauseMsMin, workMs * longPauseShare);
}

function placePieces(whole: Interval, long: readonly Interval[], waits: readonly Interval[]): AxisPiece[] {
  const toScaleMs = duration(whole) - lengthOf(long);
  const shownMs = toScaleMs * Math.min(compressedShare, compressedShareMax / Math.max(1, long.length));
  const totalMs = toScaleMs + shownMs * long.length;
  const pieces: AxisPiece[] = [];
  let drawnMs = 0;
  const add = (interval: Interval, lengthMs: number, compressed: AxisPiece['compressed']): void => {
    pieces.push({
      ...interval,
      from: drawnMs / totalMs,
      to: Math.min(1, (drawnMs + lengthMs) / totalMs),
      compressed,
    });
    drawnMs += lengthMs;
  };
  let reachedMs = whole.startMs;
  for (const pause of long) {
    if (pause.startMs > reachedMs) {
      const before = { startMs: reachedMs, endMs: pause.startMs };
      add(before, duration(before), null);
    }
    add(pause, shownMs, overlap(pause, waits) > 0 ? 'waiting' : 'idle');
    reachedMs = pause.endMs;
  }
  if (whole.endMs > reachedMs) {
    const rest = { startMs: reachedMs, endMs: whole.endMs };
    add(rest, duration(rest), null);
  }
  return pieces;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const roundSteps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minuteMs),
  ...[1, 2, 4, 6, 12].map((count) => count * hourMs),
  ...[1, 2, 7, 14, 28, 91, 364].map((count) => count * dayMs),
];
const tickCount = 6;
const tickDistanceMin = 0.075;
// A label further right would not fit.
const tickMax = 0.93;

/** Ticks count from the run's start; behind a compressed pause they count from its end and carry a plus. */
function placeTicks(pieces: readonly AxisPiece[]): AxisTick[] {
  const toScale = pieces.filter((piece) => piece.compressed === null);
  const shownMs = toScale.reduce((sum, piece) => sum + duration(piece), 0);
  const step = roundSteps.find((candidate) => candidate >= shownMs / tickCount) ?? shownMs / tickCount;
  const ticks: AxisTick[] = [];
  for (const piece of toScale) {
    const isFirst = piece === pieces[0];
    for (let elapsed = isFirst ? 0 : step; elapsed <= duration(piece); elapsed += step) {
      const at = piece.from + (elapsed / duration(piece)) * (piece.to - piece.from);
      const previous = ticks.at(-1);
      if (at > tickMax || (previous && at - previous.at < tickDistanceMin)) continue;
      ticks.push({ at, label: `${isFirst ? '' : '+'}${elapsed === 0 ? '0 s' : formatDuration(elapsed)}` });
    }
  }
  return ticks;
}

function union(spans: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { startMs, endMs } of [...spans].sort((left, right) => left.startMs - right.startMs)) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
}

function gapsOf(merged: readonly Interval[], whole: Interval): Interval[] {
  const gaps: Interval[] = [];
  let reachedMs = whole.startMs;
  for (const { startMs, endMs } of merged) {
    if (startMs > reachedMs) gaps.push({ startMs: reachedMs, endMs: startMs });
    reachedMs = Math.max(reachedMs, endMs);
  }
  if (whole.endMs > reachedMs) gaps.push({ startMs: reachedMs, endMs: whole.endMs });
  return gaps;
}

function overlap(interval: Interval, others: readonly Interval[]): number {
  return others.reduce(
    (sum, other) =>
      sum + Math.max(0, Math.min(interval.endMs, other.endMs) - Math.max(interval.startMs, other.startMs)),
    0,
  );
}

function duration(interval: Interval): number {
  return interval.endMs - interval.startMs;
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, interval) => sum + duration(interval), 0);
}
