import type { Monaco } from '@monaco-editor/react';
import type { editor, Position } from 'monaco-editor';
import { z } from 'zod';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { yamlKeyPath } from '@/lib/client/yaml-key-path';

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  type?: string;
};

/** Offers, on Ctrl+Space, the keys that the definition's schema knows at the cursor's place. */
export function registerManifestCompletion(monaco: Monaco, modelPath: string): { dispose: () => void } {
  // The schema's own export; its shape is JSON Schema, of which only the fields above are read.
  const schema = z.toJSONSchema(agentManifestSchema, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
  return monaco.languages.registerCompletionItemProvider('yaml', {
    provideCompletionItems(model: editor.ITextModel, position: Position) {
      if (!model.uri.path.endsWith(modelPath)) return { suggestions: [] };
      const lines = model.getValue().split('\n').slice(0, position.lineNumber);
      const current = lines.at(-1) ?? '';
      if (/:\s/u.test(current.slice(0, position.column - 1))) return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const properties = propertiesAt(schema, yamlKeyPath(lines));
      return {
        suggestions: Object.entries(properties).map(([key, child]) => ({
          label: key,
          kind: monaco.languages.CompletionItemKind.Property,
          insertText: child.type === 'object' || child.type === 'array' ? `${key}:\n  ` : `${key}: `,
          ...(child.type ? { detail: child.type } : {}),
          range: {
            startLineNumber: position.lineNumber,
            endLineNumber: position.lineNumber,
            startColumn: word.startColumn,
            endColumn: word.endColumn,
          },
        })),
      };
    },
  });
}

function propertiesAt(schema: JsonSchema, path: readonly string[]): Record<string, JsonSchema> {
  let nodes: JsonSchema[] = expand(schema);
  for (const key of path) {
    nodes = nodes.flatMap((node) => {
      const child = node.properties?.[key];
      return child ? expand(child) : [];
    });
  }
  return Object.assign({}, ...nodes.map((node) => node.properties ?? {}));
}

/** A schema and what it stands for: the items of a list, the branches of a union. */
function expand(schema: JsonSchema): JsonSchema[] {
  const branches = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  return [schema, ...branches.flatMap(expand)];
}
