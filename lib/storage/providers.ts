import { z } from 'zod';
import {
  providerModelSchema,
  providerTypeSchema,
  type ProviderModel,
  type ProviderType,
} from '@/lib/contract/provider';
import { newId } from '@/lib/platform/ids';
import type { Provider as ProviderRow } from './generated/prisma/client';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

/** A model provider of an organisation. `secret` is sealed; only the model gateway opens it. */
export type ProviderRecord = {
  id: string;
  name: string;
  type: ProviderType;
  baseUrl: string | null;
  secret: string | null;
  secretLast4: string | null;
  models: ProviderModel[];
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
  createdBy: string;
};

export type ProviderInput = Pick<
  ProviderRecord,
  'name' | 'type' | 'baseUrl' | 'secret' | 'secretLast4' | 'models' | 'createdBy'
>;
export type ProviderChange = Partial<
  Pick<ProviderRecord, 'baseUrl' | 'secret' | 'secretLast4' | 'models' | 'enabled'>
>;

/** Every provider of the organisation, by name. */
export async function listProviders(scope: Scope): Promise<ProviderRecord[]> {
  const rows = await scope.prisma.provider.findMany({
    where: { organisationId: scope.organisationId },
    orderBy: { name: 'asc' },
  });
  return rows.map(toRecord);
}

/** A page of the organisation's providers, newest first. */
export async function listProviderPage(
  scope: Scope,
  request: PageRequest,
): Promise<StoredPage<ProviderRecord>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.provider.findMany({
      where: { organisationId: scope.organisationId, ...after },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  return { ...page, rows: page.rows.map(toRecord) };
}

/** One provider by name. */
export async function findProvider(scope: Scope, name: string): Promise<ProviderRecord | undefined> {
  const row = await scope.prisma.provider.findUnique({
    where: { organisationId_name: { organisationId: scope.organisationId, name } },
  });
  return row ? toRecord(row) : undefined;
}

/** Adds a provider, or answers undefined when the name is taken. */
export async function createProvider(
  scope: Scope,
  input: ProviderInput,
): Promise<ProviderRecord | undefined> {
  const rows = await scope.prisma.provider.createManyAndReturn({
    data: [{ id: newId('provider'), organisationId: scope.organisationId, ...input }],
    skipDuplicates: true,
  });
  const [row] = rows;
  return row ? toRecord(row) : undefined;
}

/** Changes a provider, or answers undefined when there is none of that name. */
export async function updateProvider(
  scope: Scope,
  name: string,
  change: ProviderChange,
): Promise<ProviderRecord | undefined> {
  const rows = await scope.prisma.provider.updateManyAndReturn({
    where: { organisationId: scope.organisationId, name },
    data: change,
  });
  const [row] = rows;
  return row ? toRecord(row) : undefined;
}

/** Removes a provider and its key; false when there was none of that name. */
export async function deleteProvider(scope: Scope, name: string): Promise<boolean> {
  const { count } = await scope.prisma.provider.deleteMany({
    where: { organisationId: scope.organisationId, name },
  });
  return count > 0;
}

function toRecord(row: ProviderRow): ProviderRecord {
  return {
    id: row.id,
    name: row.name,
    type: providerTypeSchema.parse(row.type),
    baseUrl: row.baseUrl,
    secret: row.secret,
    secretLast4: row.secretLast4,
    models: z.array(providerModelSchema).parse(row.models),
    enabled: row.enabled,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    createdBy: row.createdBy,
  };
}
