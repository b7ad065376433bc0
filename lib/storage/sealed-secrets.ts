import { providerTypeSchema, type ProviderType } from '@/lib/contract/provider';
import type { Database } from './database';

/** A sealed secret of any organisation, with what tells the origin it is bound to. */
export type SealedSecret = { id: string; sealed: string } & (
  { kind: 'provider'; type: ProviderType; baseUrl: string | null } | { kind: 'mcp_server'; url: string }
);

/** Every sealed provider key and server credential of the installation. Only the process itself asks for it. */
export async function listSealedSecrets({ prisma }: Database): Promise<SealedSecret[]> {
  const where = { secret: { not: null } };
  const providers = await prisma.provider.findMany({
    where,
    select: { id: true, secret: true, type: true, baseUrl: true },
  });
  const servers = await prisma.mcpServer.findMany({ where, select: { id: true, secret: true, url: true } });
  return [
    ...providers.flatMap(({ id, secret, type, baseUrl }): SealedSecret[] =>
      secret === null
        ? []
        : [{ id, sealed: secret, kind: 'provider', type: providerTypeSchema.parse(type), baseUrl }],
    ),
    ...servers.flatMap(({ id, secret, url }): SealedSecret[] =>
      secret === null || url === null ? [] : [{ id, sealed: secret, kind: 'mcp_server', url }],
    ),
  ];
}

/** Puts a secret that is sealed anew in its place, unless it was changed meanwhile. */
export async function replaceSealedSecret(
  { prisma }: Database,
  { kind, id, sealed }: SealedSecret,
  resealed: string,
): Promise<void> {
  const change = { where: { id, secret: sealed }, data: { secret: resealed } };
  if (kind === 'provider') await prisma.provider.updateMany(change);
  else await prisma.mcpServer.updateMany(change);
}
