/** What may be imported from where: a layer imports its own and those after it, never one before it. */
const order: readonly (readonly string[])[] = [
  ['app', 'instrumentation', 'instrumentation-node', 'proxy'],
  ['lib/http'],
  ['lib/auth'],
  ['lib/features', 'lib/compose', 'lib/demo'],
  ['lib/runtime'],
  ['lib/gateways'],
  ['lib/storage'],
  ['lib/platform'],
  ['lib/contract'],
];

/** The browser's side: these see each other and the contract, nothing else of ours. */
const browser = ['components', 'lib/client'];

export type Layer = { kind: 'server'; rank: number; name: string } | { kind: 'browser'; name: string };

/** The layer a file or import target belongs to; undefined for packages, scripts, tests of the whole and configuration. */
export function layerOf(target: string): Layer | undefined {
  const within = (folder: string) =>
    target === folder || target.startsWith(`${folder}/`) || target.startsWith(`${folder}.`);
  const side = browser.find(within);
  if (side !== undefined) return { kind: 'browser', name: side };
  const rank = order.findIndex((folders) => folders.some(within));
  const name = order[rank]?.find(within);
  return name === undefined ? undefined : { kind: 'server', rank, name };
}

/** Why this import is not allowed, or undefined when it is. */
export function refusal(from: string, to: string): string | undefined {
  const importer = layerOf(from);
  const imported = layerOf(to);
  if (importer === undefined || imported === undefined) return undefined;
  if (importer.kind === 'browser') {
    return imported.kind === 'browser' || imported.name === 'lib/contract'
      ? undefined
      : `${importer.name} may not import ${imported.name}`;
  }
  if (imported.kind === 'browser')
    return importer.rank === 0 ? undefined : `${importer.name} may not import ${imported.name}`;
  if (imported.rank < importer.rank)
    return `${importer.name} may not import ${imported.name}, which is left of it`;
  const [source, target] = [featureOf(from), featureOf(to)];
  const crosses = importer.name === 'lib/features' && imported.name === 'lib/features' && source !== target;
  return crosses && source !== undefined && target !== undefined
    ? `feature ${source} may not import feature ${target}`
    : undefined;
}

/** Files directly in lib/features are what the features share; each folder is a feature. */
const featureOf = (target: string): string | undefined => {
  const parts = target.split('/');
  return parts.length > 3 ? parts[2] : undefined;
};
