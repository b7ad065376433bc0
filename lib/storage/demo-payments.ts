import type { DemoCharge, DemoRefund } from './demo-data';
import type { Scope } from './scope';

/** What was charged for an invoice, oldest first. */
export function listDemoCharges(scope: Scope, invoiceId: string): Promise<DemoCharge[]> {
  return scope.prisma.demoCharge.findMany({
    where: { organisationId: scope.organisationId, invoiceId },
    orderBy: [{ chargedAt: 'asc' }, { id: 'asc' }],
  });
}

/** Refunds, newest first, of an invoice or of all invoices of a tenant. */
export async function listDemoRefunds(
  scope: Scope,
  filter: { invoiceId?: string | undefined; tenant?: string | undefined; limit: number },
): Promise<DemoRefund[]> {
  const { organisationId } = scope;
  const invoices =
    filter.tenant === undefined
      ? undefined
      : await scope.prisma.demoInvoice.findMany({
          where: {
            organisationId,
            tenant: filter.tenant,
            status: { in: ['refunded', 'partially_refunded'] },
          },
          select: { id: true },
        });
  return scope.prisma.demoRefund.findMany({
    where: {
      organisationId,
      AND: [
        filter.invoiceId === undefined ? {} : { invoiceId: filter.invoiceId },
        invoices === undefined ? {} : { invoiceId: { in: invoices.map(({ id }) => id) } },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: filter.limit,
  });
}

/** Writes a refund and what it takes from its charge. The caller holds the invoice's lock. */
export async function addDemoRefund(
  scope: Scope,
  refund: Omit<DemoRefund, 'createdAt'>,
): Promise<DemoRefund> {
  const { organisationId } = scope;
  await scope.prisma.demoCharge.update({
    where: { organisationId_id: { organisationId, id: refund.chargeId } },
    data: { refundedCents: { increment: refund.amountCents } },
  });
  return scope.prisma.demoRefund.create({ data: { organisationId, ...refund } });
}
