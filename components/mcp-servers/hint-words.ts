import type { ToolAnnotations } from '@/lib/contract/tool-effect';

/** A server's hints about its tool as words. Suggestions only: no gate follows them by itself. */
export function hintWords(annotations: ToolAnnotations): string[] {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  return [
    readOnlyHint === true ? 'reads only' : undefined,
    destructiveHint === true ? 'destructive' : undefined,
    destructiveHint === false && readOnlyHint !== true ? 'not destructive' : undefined,
    idempotentHint === true ? 'safe to repeat' : undefined,
    openWorldHint === true ? 'reaches the outside' : undefined,
  ].filter((word) => word !== undefined);
}
