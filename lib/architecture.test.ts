import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { refusal } from './architecture/layers';
import { lineOf, readSources, visit, type Import, type Source } from './architecture/read-sources';

const sources = readSources();
const product = sources.filter((source) => !source.isTest);
const ours = product.filter((source) => /^(app|components|lib)\//.test(source.file));

/** `file:line what` for every import of the files that `isWrong` picks out. */
function wrongImports(
  files: readonly Source[],
  isWrong: (one: Import, source: Source) => string | undefined,
): string[] {
  return files.flatMap((source) =>
    source.imports.flatMap((one) => {
      const reason = isWrong(one, source);
      return reason === undefined ? [] : [`${source.file}:${one.line} ${reason}`];
    }),
  );
}

function wrongNodes(
  files: readonly Source[],
  isWrong: (node: ts.Node, source: Source) => string | undefined,
): string[] {
  return files.flatMap((source) => {
    const found: string[] = [];
    visit(source.tree, (node) => {
      const reason = isWrong(node, source);
      if (reason !== undefined) found.push(`${source.file}:${lineOf(source.tree, node)} ${reason}`);
    });
    return found;
  });
}

const within = (file: string, ...folders: readonly string[]) =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`));

describe('layers', () => {
  test('every import points to the right in the order of the layers, and features never import each other', () => {
    expect(wrongImports(product, (one, source) => refusal(source.file, one.target))).toEqual([]);
  });

  test('only storage imports Prisma, pg and the generated client', () => {
    const isDatabase = (name: string) => /^(@prisma\/|prisma\/|pg$|pg\/|lib\/storage\/generated)/.test(name);
    const outside = ours.filter((source) => !within(source.file, 'lib/storage'));
    expect(
      wrongImports(outside, (one) => (isDatabase(one.target) ? `imports ${one.specifier}` : undefined)),
    ).toEqual([]);
  });

  test('the runtime imports neither next nor react, and of gateways and storage only types', () => {
    const runtime = ours.filter((source) => within(source.file, 'lib/runtime'));
    const problem = (one: Import) => {
      if (/^(next|react|react-dom)(\/|$)/.test(one.specifier)) return `imports ${one.specifier}`;
      return within(one.target, 'lib/gateways', 'lib/storage') && !one.isTypeOnly
        ? `imports a value of ${one.specifier}`
        : undefined;
    };
    expect(wrongImports(runtime, problem)).toEqual([]);
  });

  test('the contract imports nothing but zod', () => {
    const contract = ours.filter((source) => within(source.file, 'lib/contract'));
    const isAllowed = (one: Import) => one.specifier === 'zod' || within(one.target, 'lib/contract');
    expect(
      wrongImports(contract, (one) => (isAllowed(one) ? undefined : `imports ${one.specifier}`)),
    ).toEqual([]);
  });

  test('only gateways and the browser client call out', () => {
    const callers = ours.filter((source) => !within(source.file, 'lib/gateways', 'lib/client'));
    const isFetch = (node: ts.Node) =>
      ts.isCallExpression(node) && /^(globalThis\.|window\.)?fetch$/.test(node.expression.getText());
    expect(wrongNodes(callers, (node) => (isFetch(node) ? 'calls fetch' : undefined))).toEqual([]);
  });

  test('only gateways start processes', () => {
    const others = ours.filter((source) => !within(source.file, 'lib/gateways'));
    expect(
      wrongImports(others, (one) =>
        /^(node:)?child_process$/.test(one.specifier) ? 'starts processes' : undefined,
      ),
    ).toEqual([]);
  });

  test('the environment is read in one place', () => {
    const allowed = ['lib/platform/env.ts', 'lib/compose.ts'];
    const others = ours.filter((source) => !allowed.includes(source.file));
    const isEnvironment = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && node.getText() === 'process.env';
    expect(wrongNodes(others, (node) => (isEnvironment(node) ? 'reads process.env' : undefined))).toEqual([]);
  });
});

describe('size', () => {
  const lengths = product.map((source) => source.lines).sort((a, b) => a - b);
  const quantile = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;

  test('no file has more than 500 lines', () => {
    expect(
      sources.filter((source) => source.lines > 500).map((source) => `${source.file} has ${source.lines}`),
    ).toEqual([]);
  });

  test('the median file has at most 100 lines and nineteen of twenty at most 350', () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(100);
    expect(quantile(0.95)).toBeLessThanOrEqual(350);
  });
});

describe('habits', () => {
  test('no import climbs more than one folder', () => {
    expect(
      wrongImports(sources, (one) =>
        one.specifier.startsWith('../../') ? `imports ${one.specifier}` : undefined,
      ),
    ).toEqual([]);
  });

  test('nothing is typed any', () => {
    expect(
      wrongNodes(sources, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'says any' : undefined)),
    ).toEqual([]);
  });

  test('every assertion of a type has its reason in a comment beside it', () => {
    expect(
      wrongNodes(ours, (node, source) =>
        isAssertion(node) && !hasComment(node, source) ? node.getText().slice(0, 60) : undefined,
      ),
    ).toEqual([]);
  });

  test('a comment that silences a tool says why', () => {
    const silencer = /(eslint-disable|@ts-(?:ignore|expect-error|nocheck)|prettier-ignore|v8 ignore)[^\n]*/g;
    const found = sources
      .filter((source) => source.file !== 'lib/architecture.test.ts' && source.file !== 'eslint.config.mjs')
      .flatMap((source) =>
        [...source.text.matchAll(silencer)]
          .filter(([text]) => !/(--|: )\s*\S.{8,}/.test(text))
          .map(([text]) => `${source.file} ${text}`),
      );
    expect(found).toEqual([]);
  });

  test('no test is skipped without a reason and none runs alone', () => {
    const tests = sources.filter((source) => source.isTest);
    const problem = (node: ts.Node, source: Source) => {
      if (!ts.isPropertyAccessExpression(node) || !/^(test|it|describe)$/.test(node.expression.getText()))
        return undefined;
      if (node.name.text === 'only') return 'runs alone';
      return /^(skip|todo|fixme)$/.test(node.name.text) && !hasComment(node, source)
        ? 'is skipped without a comment'
        : undefined;
    };
    expect(wrongNodes(tests, problem)).toEqual([]);
  });
});

function isAssertion(node: ts.Node): boolean {
  if (ts.isNonNullExpression(node)) return true;
  return ts.isAsExpression(node) && node.type.getText() !== 'const';
}

/** A comment on the line of the node, on one of the four above it, or in the statement around it. */
function hasComment(node: ts.Node, source: Source): boolean {
  const isCommented = (text: string) => /\/\/|\/\*|^\s*\*/m.test(text);
  const line = lineOf(source.tree, node);
  if (
    isCommented(
      source.text
        .split('\n')
        .slice(Math.max(0, line - 5), line)
        .join('\n'),
    )
  )
    return true;
  let around: ts.Node = node;
  while (!ts.isStatement(around) && !ts.isClassElement(around) && around.parent !== undefined)
    around = around.parent;
  return isCommented(around.getFullText(source.tree));
}
