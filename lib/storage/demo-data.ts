import { inTransaction, type Scope } from './scope';

export type DemoInvoice = {
  id: string;
  tenant: string;
  customer: string;
  customerIban: string;
  description: string;
  amountCents: number;
  currency: string;
  status: 'open' | 'paid' | 'overdue' | 'void' | 'refunded' | 'partially_refunded';
  issuedOn: Date;
  dueOn: Date;
  paidOn: Date | null;
};

export type DemoCharge = {
  id: string;
  invoiceId: string;
  amountCents: number;
  refundedCents: number;
  currency: string;
  method: string;
  chargedAt: Date;
};

export type DemoRefund = {
  id: string;
  invoiceId: string;
  chargeId: string;
  amountCents: number;
  currency: string;
  recipient: string;
  reason: string;
  createdAt: Date;
};

export type DemoData = { invoices: DemoInvoice[]; charges: DemoCharge[]; refunds: DemoRefund[] };

/** Whether the organisation has the demo's books. */
export async function hasDemoData(scope: Scope): Promise<boolean> {
  const { organisationId } = scope;
  const known = await scope.prisma.demoInvoice.findFirst({ where: { organisationId }, select: { id: true } });
  return known !== null;
}

/** Inserts the demo's books once. What is there already stays as it is: refunds of the past included. */
export async function insertDemoData(outer: Scope, create: () => DemoData): Promise<boolean> {
  return inTransaction(outer, async (scope) => {
    const { prisma, organisationId } = scope;
    // The advisory lock lets two starting processes insert one after the other: the second finds the first one's rows.
    await prisma.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organisationId} demo`}, 0))`;
    if (await hasDemoData(scope)) return false;
    const { invoices, charges, refunds } = create();
    // One statement a table: the rows travel as one JSON parameter and PostgreSQL unfolds them.
    await prisma.$executeRaw`
      INSERT INTO demo_invoice (organisation_id, id, tenant, customer, customer_iban, description, amount_cents, currency, status, issued_on, due_on, paid_on)
      SELECT ${organisationId}, id, tenant, customer, "customerIban", description, "amountCents", currency, status, "issuedOn", "dueOn", "paidOn"
      FROM jsonb_to_recordset(${JSON.stringify(invoices)}::jsonb) AS row(id text, tenant text, customer text, "customerIban" text,
        description text, "amountCents" int, currency text, status text, "issuedOn" date, "dueOn" date, "paidOn" date)
      ON CONFLICT DO NOTHING`;
    await prisma.$executeRaw`
      INSERT INTO demo_charge (organisation_id, id, invoice_id, amount_cents, refunded_cents, currency, method, charged_at)
      SELECT ${organisationId}, id, "invoiceId", "amountCents", "refundedCents", currency, method, "chargedAt"
      FROM jsonb_to_recordset(${JSON.stringify(charges)}::jsonb) AS row(id text, "invoiceId" text, "amountCents" int,
        "refundedCents" int, currency text, method text, "chargedAt" timestamptz)
      ON CONFLICT DO NOTHING`;
    await prisma.$executeRaw`
      INSERT INTO demo_refund (organisation_id, id, invoice_id, charge_id, amount_cents, currency, recipient, reason, created_at)
      SELECT ${organisationId}, id, "invoiceId", "chargeId", "amountCents", currency, recipient, reason, "createdAt"
      FROM jsonb_to_recordset(${JSON.stringify(refunds)}::jsonb) AS row(id text, "invoiceId" text, "chargeId" text,
        "amountCents" int, currency text, recipient text, reason text, "createdAt" timestamptz)
      ON CONFLICT DO NOTHING`;
    return true;
  });
}
