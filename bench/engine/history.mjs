import { mean, median } from './figures.mjs';
import { openSessions } from './setup.mjs';

const slice = 20;

/** One session of `turns` turns: its last 20 turns over its first 20, in wall time and in CPU. */
export async function runHistory({ client, tree }, turns) {
  const [session] = await openSessions(client, 'five', 1);
  const walls = [];
  const marks = [];
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn === 0 || turn === turns - slice) marks.push(tree.cpu());
    walls.push((await client.turn(session)).doneMs);
    if (turn === slice - 1 || turn === turns - 1) marks.push(tree.cpu());
  }
  const [firstStart, firstEnd, lastStart, lastEnd] = marks.map(({ server, database }) => server + database);
  const [first, last] = [walls.slice(0, slice), walls.slice(-slice)];
  return {
    wall: median(last) / median(first),
    wallMean: mean(last) / mean(first),
    cpu: (lastEnd - lastStart) / (firstEnd - firstStart),
    firstMs: median(first),
    lastMs: median(last),
    firstCpuMs: (firstEnd - firstStart) / slice,
    lastCpuMs: (lastEnd - lastStart) / slice,
  };
}
