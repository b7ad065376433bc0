import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `node bench/engine/read-profile.mjs FILE [TURNS]`: where the time of a profile goes, by function and by what called. */
const top = 45;

/** Milliseconds of each function by itself, and of it with everything it called, each call stack counted once. */
export function readProfile(file) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const self = new Map();
  const inclusive = new Map();
  let totalMs = 0;
  samples.forEach((id, index) => {
    const ms = timeDeltas[index] / 1000;
    const node = byId.get(id);
    if (node.callFrame.functionName === '(idle)') return;
    totalMs += ms;
    add(self, nameOf(node), ms);
    const seen = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const name = nameOf(byId.get(at));
      if (!seen.has(name)) add(inclusive, name, ms);
      seen.add(name);
    }
  });
  return { totalMs, self, inclusive };
}

function add(map, name, ms) {
  map.set(name, (map.get(name) ?? 0) + ms);
}

function nameOf({ callFrame: { functionName, url, lineNumber, columnNumber } }) {
  const file = url.replace(/^.*\/(node_modules|\.next)\//, '$1/');
  return `${functionName || '(anonymous)'} ${file}${file === '' ? '' : `:${lineNumber + 1}:${columnNumber + 1}`}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, turns = '1'] = process.argv.slice(2);
  const { totalMs, self, inclusive } = readProfile(file);
  process.stdout.write(`${(totalMs / Number(turns)).toFixed(3)} ms a turn\n`);
  for (const [title, map] of [
    ['by itself', self],
    ['with what it calls', inclusive],
  ]) {
    process.stdout.write(`\n${title}\n`);
    const sorted = [...map].sort(([, a], [, b]) => b - a).slice(0, title === 'by itself' ? top : 3 * top);
    for (const [name, ms] of sorted)
      process.stdout.write(`${(ms / Number(turns)).toFixed(3).padStart(9)}  ${name}\n`);
  }
}
