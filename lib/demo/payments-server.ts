import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { findDemoInvoice } from '@/lib/storage/demo-invoices';
import { listDemoCharges, listDemoRefunds } from '@/lib/storage/demo-payments';
import type { DemoRefund } from '@/lib/storage/demo-data';
import type { Scope } from '@/lib/storage/scope';
import { chargeSchema, chargeView, invoiceIdSchema, statusSchema, tenantSchema } from './invoice-schema';
import { issueRefund } from './issue-refund';
import { toDecimal } from './money';
import { answer, refusal } from './outcome';
import { refundableOf } from './refundable';

const refundSchema = z.object({
  id: z.string(),
  invoice_id: z.string(),
  charge_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  recipient: z.string(),
  reason: z.string(),
  created_at: z.string(),
});

const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** The demo's payments over MCP, on the books of one organisation. */
export function createPaymentsServer(scope: Scope): McpServer {
  const server = new McpServer({ name: 'payments', title: 'Payments', version: '1.0.0' });
  addReading(server, scope);
  addRefunding(server, scope);
  return server;
}

function addReading(server: McpServer, scope: Scope): void {
  server.registerTool(
    'get_charge',
    {
      title: 'Get the charges of an invoice',
      description:
        'What was charged for an invoice, who paid, how much of it can still be refunded, and from which charge.',
      inputSchema: z.object({ invoice_id: invoiceIdSchema }),
      outputSchema: z.object({
        invoice_id: z.string(),
        customer: z.string(),
        account: z.string(),
        currency: z.string(),
        charges: z.array(chargeSchema),
        refundable: z.number(),
        refundable_charge_id: z.string().nullable(),
      }),
      annotations: readOnly,
    },
    async ({ invoice_id }) => {
      const invoice = await findDemoInvoice(scope, invoice_id);
      if (!invoice) return refusal(`There is no invoice ${invoice_id}. Check the number.`);
      const charges = await listDemoCharges(scope, invoice_id);
      const refundable = refundableOf(invoice, charges);
      return answer({
        invoice_id,
        customer: invoice.customer,
        account: invoice.customerIban,
        currency: invoice.currency,
        charges: charges.map(chargeView),
        refundable: toDecimal(refundable.cents),
        refundable_charge_id: refundable.charge?.id ?? null,
      });
    },
  );
  server.registerTool(
    'list_refunds',
    {
      title: 'List refunds',
      description: 'Refunds, newest first, of one invoice or one tenant.',
      inputSchema: z.object({
        invoice_id: invoiceIdSchema.optional(),
        tenant: tenantSchema.optional(),
        limit: z.number().int().min(1).max(100).default(20),
      }),
      outputSchema: z.object({ refunds: z.array(refundSchema) }),
      annotations: readOnly,
    },
    async ({ invoice_id, tenant, limit }) => {
      const refunds = await listDemoRefunds(scope, { invoiceId: invoice_id, tenant, limit });
      return answer({ refunds: refunds.map(refundView) });
    },
  );
}

function addRefunding(server: McpServer, scope: Scope): void {
  server.registerTool(
    'issue_refund',
    {
      title: 'Issue a refund',
      description: 'Send money back to the customer who paid an invoice. It cannot be taken back.',
      inputSchema: z.object({
        invoice_id: invoiceIdSchema,
        amount: z
          .number()
          .positive()
          .max(10_000_000)
          .describe("Amount in the invoice's currency, such as 480.00"),
        currency: z
          .string()
          .regex(/^[A-Za-z]{3}$/)
          .describe("The invoice's currency, such as EUR"),
        recipient: z.string().min(1).max(200).describe('The customer who paid, as the invoice names them'),
        reason: z.string().min(1).max(500).describe('Why the money goes back'),
      }),
      outputSchema: z.object({ refund: refundSchema, invoice_status: statusSchema }),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    },
    async ({ invoice_id, amount, currency, recipient, reason }) => {
      const amountCents = Math.round(amount * 100);
      if (Math.abs(amount * 100 - amountCents) > 1e-6)
        return refusal(`${amount} has more than two decimals. Give the amount in whole cents.`);
      const outcome = await issueRefund(scope, {
        invoiceId: invoice_id,
        amountCents,
        currency,
        recipient,
        reason,
      });
      if (!outcome.ok) return refusal(outcome.message);
      return answer({
        refund: refundView(outcome.value.refund),
        invoice_status: outcome.value.invoice.status,
      });
    },
  );
}

function refundView(refund: DemoRefund): z.infer<typeof refundSchema> {
  return {
    id: refund.id,
    invoice_id: refund.invoiceId,
    charge_id: refund.chargeId,
    amount: toDecimal(refund.amountCents),
    currency: refund.currency,
    recipient: refund.recipient,
    reason: refund.reason,
    created_at: refund.createdAt.toISOString(),
  };
}
