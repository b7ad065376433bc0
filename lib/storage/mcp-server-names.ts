import type { Scope } from './scope';

/** Which of these names are MCP servers of the organisation. */
export async function findMcpServerNames(scope: Scope, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await scope.prisma.mcpServer.findMany({
    where: { organisationId: scope.organisationId, name: { in: [...names] } },
    select: { name: true },
  });
  return new Set(rows.map((row) => row.name));
}
