import { misconfigured } from './stop-error.mjs';

/**
 * Runs the chosen parts one after another and ends with one line that sums them up. A part that throws is one failure,
 * and the rest still runs.
 */
export async function runParts(parts, write = (text) => process.stdout.write(text)) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const [name, run] of Object.entries(parts)) {
    write(`\n── ${name}\n`);
    const startedAt = Date.now();
    const result = await run().catch((error) => {
      write(`${error.stack}\n`);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    for (const key of Object.keys(total)) total[key] += result[key];
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const reason = result.reason === undefined ? '' : ` (${result.reason})`;
    lines.push(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${sum(result)} in ${seconds} s${reason}`);
  }
  write(`\n${lines.join('\n')}\n${sum(total)}\n`);
  return total.failed === 0;
}

const sum = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The parts that were asked for, in the order they are declared; all of them when none was named. */
export function chooseParts(parts, names, groups = {}) {
  const wanted = new Set(names.flatMap((name) => groups[name] ?? [name]));
  const unknown = [...wanted].filter((name) => parts[name] === undefined);
  if (unknown.length > 0) {
    throw misconfigured(
      `There is no part called ${unknown.join(', ')}; known are ${[...Object.keys(groups), ...Object.keys(parts)].join(', ')}.`,
    );
  }
  return Object.fromEntries(Object.entries(parts).filter(([name]) => wanted.size === 0 || wanted.has(name)));
}
