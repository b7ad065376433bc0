import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export type Import = { target: string; specifier: string; isTypeOnly: boolean; line: number };

export type Source = {
  /** From the root of the checkout, with forward slashes. */
  file: string;
  text: string;
  lines: number;
  isTest: boolean;
  tree: ts.SourceFile;
  imports: readonly Import[];
};

const folders = ['app', 'components', 'lib', 'scripts', 'bench', 'packages', 'e2e'];
const skippedFolders = new Set(['node_modules', 'generated', 'results', 'artifacts', 'dist', 'test-results']);

/** Every hand-written TypeScript and JavaScript file of the checkout, parsed. */
export function readSources(root = process.cwd()): Source[] {
  const inFolders = folders.flatMap((folder) => listFiles(root, folder));
  const atRoot = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name) && name !== 'next-env.d.ts');
  return [...inFolders, ...atRoot].map((file) => parse(root, file));
}

function listFiles(root: string, folder: string): string[] {
  const entries = readdirIfThere(path.join(root, folder));
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : listFiles(root, file);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : [];
  });
}

function readdirIfThere(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

function parse(root: string, file: string): Source {
  const text = readFileSync(path.join(root, file), 'utf8');
  const kind = file.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : file.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  return {
    file,
    text,
    tree,
    lines: text.split('\n').length - 1,
    isTest: /\.test(-support)?\.(ts|tsx|mjs)$/.test(file) || file.startsWith('e2e/'),
    imports: findImports(tree, file),
  };
}

function findImports(tree: ts.SourceFile, file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, isTypeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    found.push({
      specifier: specifier.text,
      target: resolve(file, specifier.text),
      isTypeOnly,
      line: lineOf(tree, specifier),
    });
  };
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
  });
  return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((one) => one.isTypeOnly)
  );
}

/** A path of ours from the root, or the name of a package as it stands. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return specifier;
}

/** Calls `look` for the node and everything below it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}
