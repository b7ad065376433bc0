import type { AgentManifest } from '@/lib/contract/agent-manifest';

const keyOrder = [
  'name',
  'description',
  'tags',
  'model',
  'instructions',
  'variables',
  'messages',
  'mcp_servers',
  'skills',
  'client_tools',
  'response_format',
  'samples',
  'config',
];

/**
 * A definition without what the schema fills in by itself, keys in one order: the form people read in YAML and the
 * form in which two definitions are compared. Keys the schema does not know follow the known ones.
 */
export function compactManifest(manifest: AgentManifest): Record<string, unknown> {
  const source: Record<string, unknown> = {
    ...manifest,
    mcp_servers: manifest.mcp_servers.map(withoutFalsePreload),
    skills: manifest.skills.map(withoutFalsePreload),
    model: isEmpty(manifest.model.params) ? omit(manifest.model, 'params') : manifest.model,
  };
  const keys = [...keyOrder, ...Object.keys(source).filter((key) => !keyOrder.includes(key))];
  const compact: Record<string, unknown> = {};
  for (const key of keys) {
    const value = source[key];
    if (value !== undefined && !(keyOrder.includes(key) && isEmpty(value))) compact[key] = value;
  }
  return compact;
}

/** Whether two definitions say the same. */
export function isSameManifest(left: AgentManifest, right: AgentManifest): boolean {
  return left === right || manifestKey(left) === manifestKey(right);
}

/** A text that is equal exactly for definitions that say the same. */
export function manifestKey(manifest: AgentManifest): string {
  return JSON.stringify(sortKeys(compactManifest(manifest)));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(
    entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, child]) => [key, sortKeys(child)]),
  );
}

function withoutFalsePreload(item: Record<string, unknown>): Record<string, unknown> {
  return item.preload === false ? omit(item, 'preload') : item;
}

function omit(source: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).filter(([name]) => name !== key));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
