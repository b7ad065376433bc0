import {
  effectiveEffect,
  toolAnnotationsSchema,
  toolEffectSchema,
  toolStateSchema,
  type ToolAnnotations,
  type ToolEffect,
  type ToolState,
} from '@/lib/contract/tool-effect';
import { jsonObject } from './json-object';
import type { Scope } from './scope';

/** What the runtime's gate knows of one tool of one server. */
export type ToolPolicy = {
  server: string;
  serverId: string;
  serverDescription: string;
  serverEnabled: boolean;
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown> | null;
  annotations: ToolAnnotations;
  /** The flag that counts: a changed definition reads as `unset` here. */
  effect: ToolEffect;
  /** Said by an admin of this very definition: a changed one is not idempotent. */
  idempotent: boolean;
  enabled: boolean;
  digest: string;
  state: ToolState;
};

/** The tools of the named servers as the gate sees them, by server and name. Unknown servers add nothing. */
export async function listToolPolicies(scope: Scope, serverNames: readonly string[]): Promise<ToolPolicy[]> {
  if (serverNames.length === 0) return [];
  const rows = await scope.prisma.mcpTool.findMany({
    where: {
      organisationId: scope.organisationId,
      removedAt: null,
      server: { organisationId: scope.organisationId, name: { in: [...serverNames] } },
    },
    include: { server: { select: { name: true, description: true, enabled: true } } },
    orderBy: [{ server: { name: 'asc' } }, { name: 'asc' }],
  });
  return rows.map((row) => {
    const flags = readToolFlags(row);
    return {
      server: row.server.name,
      serverId: row.serverId,
      serverDescription: row.server.description,
      serverEnabled: row.server.enabled,
      name: row.name,
      description: row.description,
      inputSchema: jsonObject(row.inputSchema),
      outputSchema: row.outputSchema === null ? null : jsonObject(row.outputSchema),
      annotations: flags.annotations,
      effect: effectiveEffect(flags),
      idempotent: flags.state !== 'changed' && row.idempotent,
      enabled: row.enabled,
      digest: row.digest,
      state: flags.state,
    };
  });
}

/** Text columns as the unions they hold. What cannot be read asks: `unset` and `new`. */
export function readToolFlags(row: { effect: string; state: string; annotations: unknown }): {
  effect: ToolEffect;
  state: ToolState;
  annotations: ToolAnnotations;
} {
  return {
    effect: toolEffectSchema.catch('unset').parse(row.effect),
    state: toolStateSchema.catch('new').parse(row.state),
    annotations: toolAnnotationsSchema.catch({}).parse(row.annotations),
  };
}
