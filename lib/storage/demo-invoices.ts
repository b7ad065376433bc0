import { Prisma } from './generated/prisma/client';
import type { DemoInvoice } from './demo-data';
import type { Scope } from './scope';

export type DemoInvoiceFilter = { tenant?: string | undefined; status?: DemoInvoice['status'] | undefined };
export type DemoInvoiceCursor = { issuedOn: string; id: string };

/** Sums of one status and currency. */
export type DemoInvoiceTotal = { status: string; currency: string; count: number; amountCents: bigint };

type InvoiceRow = Omit<DemoInvoice, 'status'> & { status: string };

/** One invoice by its number, or null. */
export async function findDemoInvoice(scope: Scope, id: string): Promise<DemoInvoice | null> {
  const row = await scope.prisma.demoInvoice.findUnique({
    where: { organisationId_id: { organisationId: scope.organisationId, id } },
  });
  return row === null ? null : readInvoice(row);
}

/** The same, locked until the transaction ends: whoever changes an invoice or its charges waits here. */
export async function lockDemoInvoice(scope: Scope, id: string): Promise<DemoInvoice | null> {
  await scope.prisma.$queryRaw`
    SELECT 1 FROM demo_invoice WHERE organisation_id = ${scope.organisationId} AND id = ${id} FOR UPDATE`;
  return findDemoInvoice(scope, id);
}

/** Newest first, after the cursor. */
export async function listDemoInvoices(
  scope: Scope,
  page: DemoInvoiceFilter & { limit: number; after?: DemoInvoiceCursor | undefined },
): Promise<DemoInvoice[]> {
  const { after } = page;
  const position = after ? new Date(after.issuedOn) : undefined;
  const rows = await scope.prisma.demoInvoice.findMany({
    where: {
      ...whereOf(scope, page),
      ...(after && position
        ? { OR: [{ issuedOn: { lt: position } }, { issuedOn: position, id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ issuedOn: 'desc' }, { id: 'desc' }],
    take: page.limit,
  });
  return rows.map(readInvoice);
}

export async function sumDemoInvoices(scope: Scope, filter: DemoInvoiceFilter): Promise<DemoInvoiceTotal[]> {
  const tenant = filter.tenant === undefined ? Prisma.empty : Prisma.sql`AND tenant = ${filter.tenant}`;
  const status = filter.status === undefined ? Prisma.empty : Prisma.sql`AND status = ${filter.status}`;
  return scope.prisma.$queryRaw<DemoInvoiceTotal[]>`
    SELECT status, currency, count(*)::int AS count, sum(amount_cents)::bigint AS "amountCents"
    FROM demo_invoice WHERE organisation_id = ${scope.organisationId} ${tenant} ${status}
    GROUP BY status, currency ORDER BY status, currency`;
}

export async function updateDemoInvoice(
  scope: Scope,
  id: string,
  change: { status?: DemoInvoice['status']; dueOn?: Date; description?: string },
): Promise<DemoInvoice> {
  const row = await scope.prisma.demoInvoice.update({
    where: { organisationId_id: { organisationId: scope.organisationId, id } },
    data: change,
  });
  return readInvoice(row);
}

function whereOf(scope: Scope, filter: DemoInvoiceFilter): Prisma.DemoInvoiceWhereInput {
  return {
    organisationId: scope.organisationId,
    ...(filter.tenant === undefined ? {} : { tenant: filter.tenant }),
    ...(filter.status === undefined ? {} : { status: filter.status }),
  };
}

function readInvoice(row: InvoiceRow): DemoInvoice {
  // Only the demo writes this table, and only these values.
  return { ...row, status: row.status as DemoInvoice['status'] };
}
