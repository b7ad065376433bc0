import { readdir, readFile } from 'node:fs/promises';

/** Resident megabytes of the Node processes below (and with) a process; undefined where there is no /proc. */
export async function memoryOf(pid) {
  const entries = await readdir('/proc').catch(() => undefined);
  if (!entries) return undefined;
  const statuses = await Promise.all(
    entries
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readFile(`/proc/${name}/status`, 'utf8').catch(() => '')),
  );
  const all = statuses.map((text) => ({
    pid: numberAfter(text, 'Pid'),
    parent: numberAfter(text, 'PPid'),
    kilobytes: numberAfter(text, 'VmRSS'),
    name: /^Name:\s+(.*)$/m.exec(text)?.[1] ?? '',
  }));
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  const ours = all.filter((one) => family.has(one.pid) && !one.name.startsWith('postgres'));
  return Math.round(ours.reduce((sum, one) => sum + one.kilobytes, 0) / 1024);
}

function numberAfter(text, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}
