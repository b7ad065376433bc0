import type { AgentDifference } from '@/lib/contract/agent-requests';
import { canonicalJson } from '@/lib/platform/canonical-json';

/** Differences in reading order. Lists of named things are compared by name: moving one is no change. */
export function diffManifests(before: unknown, after: unknown): AgentDifference[] {
  return differences('', before, after);
}

function differences(path: string, before: unknown, after: unknown): AgentDifference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const left = asBranches(before);
  const right = asBranches(after);
  if (left === undefined || right === undefined || left.kind !== right.kind) {
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  const keys = [...new Set([...left.items.keys(), ...right.items.keys()])];
  return keys.flatMap((key) =>
    differences(join(path, key, left.kind), left.items.get(key), right.items.get(key)),
  );
}

type Branches = { kind: 'object' | 'named'; items: Map<string, unknown> };

function asBranches(value: unknown): Branches | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return { kind: 'object', items: new Map(Object.entries(value)) };
  const items: unknown[] = value;
  const names = items.map(nameOf);
  const known = names.filter((name) => name !== undefined);
  if (known.length !== items.length || new Set(known).size !== known.length) return undefined;
  return { kind: 'named', items: new Map(known.map((name, index) => [name, items[index]])) };
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  return typeof item.name === 'string' ? item.name : undefined;
}

function join(path: string, key: string, kind: Branches['kind']): string {
  if (kind === 'named') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
