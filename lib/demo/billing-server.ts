import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { findDemoInvoice, listDemoInvoices, sumDemoInvoices } from '@/lib/storage/demo-invoices';
import { listDemoCharges } from '@/lib/storage/demo-payments';
import type { Scope } from '@/lib/storage/scope';
import { extendDueDate, voidInvoice } from './change-invoice';
import { invoiceIdSchema, invoiceSchema, invoiceView, statusSchema, tenantSchema } from './invoice-schema';
import { toDecimal } from './money';
import { answer, refusal } from './outcome';
import { readCursor, writeCursor } from './page-cursor';

const filterSchema = { tenant: tenantSchema.optional(), status: statusSchema.optional() };
const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** The demo's invoicing over MCP, on the books of one organisation. */
export function createBillingServer(scope: Scope): McpServer {
  const server = new McpServer({ name: 'billing', title: 'Billing', version: '1.0.0' });
  addReading(server, scope);
  addChanging(server, scope);
  return server;
}

function addReading(server: McpServer, scope: Scope): void {
  server.registerTool(
    'find_invoice',
    {
      title: 'Find an invoice',
      description:
        'Look an invoice up by its number: tenant, customer, amount, status, dates, and what was charged and refunded.',
      inputSchema: z.object({ id: invoiceIdSchema }),
      outputSchema: invoiceSchema.extend({ charged: z.number(), refunded: z.number() }),
      annotations: readOnly,
    },
    async ({ id }) => {
      const invoice = await findDemoInvoice(scope, id);
      if (!invoice)
        return refusal(`There is no invoice ${id}. Check the number, or use list_invoices to look around.`);
      const charges = await listDemoCharges(scope, id);
      const charged = charges.reduce((sum, charge) => sum + charge.amountCents, 0);
      const refunded = charges.reduce((sum, charge) => sum + charge.refundedCents, 0);
      return answer({ ...invoiceView(invoice), charged: toDecimal(charged), refunded: toDecimal(refunded) });
    },
  );
  server.registerTool(
    'list_invoices',
    {
      title: 'List invoices',
      description:
        'Invoices, newest first, optionally of one tenant or status. next_cursor is there when more follow.',
      inputSchema: z.object({
        ...filterSchema,
        limit: z.number().int().min(1).max(100).default(20),
        cursor: z.string().max(200).optional().describe('next_cursor of the page before'),
      }),
      outputSchema: z.object({ invoices: z.array(invoiceSchema), next_cursor: z.string().optional() }),
      annotations: readOnly,
    },
    async ({ limit, cursor, ...filter }) => {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      if (after === null)
        return refusal('This cursor is not one of ours. Leave it out to start with the newest invoice.');
      const rows = await listDemoInvoices(scope, { ...filter, limit: limit + 1, after });
      const invoices = rows.slice(0, limit);
      const last = invoices.at(-1);
      return answer({
        invoices: invoices.map(invoiceView),
        ...(rows.length > limit && last ? { next_cursor: writeCursor(last) } : {}),
      });
    },
  );
  server.registerTool(
    'invoice_totals',
    {
      title: 'Invoice totals',
      description: 'Number and sum of invoices by status and currency, optionally of one tenant or status.',
      inputSchema: z.object(filterSchema),
      outputSchema: z.object({
        totals: z.array(
          z.object({ status: z.string(), currency: z.string(), count: z.number(), amount: z.number() }),
        ),
      }),
      annotations: readOnly,
    },
    async (filter) => {
      const totals = await sumDemoInvoices(scope, filter);
      return answer({
        totals: totals.map(({ status, currency, count, amountCents }) => ({
          status,
          currency,
          count,
          amount: toDecimal(amountCents),
        })),
      });
    },
  );
}

function addChanging(server: McpServer, scope: Scope): void {
  server.registerTool(
    'extend_due_date',
    {
      title: 'Extend the due date',
      description: 'Give a customer more time to pay an open or overdue invoice.',
      inputSchema: z.object({
        id: invoiceIdSchema,
        due_on: z.iso.date().describe('New due date, such as 2026-12-31'),
      }),
      outputSchema: invoiceSchema,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    async ({ id, due_on }) => {
      const outcome = await extendDueDate(scope, id, new Date(due_on), new Date());
      return outcome.ok ? answer(invoiceView(outcome.value)) : refusal(outcome.message);
    },
  );
  server.registerTool(
    'void_invoice',
    {
      title: 'Void an invoice',
      description: 'Cancel an open or overdue invoice for good. A paid one is refunded instead.',
      inputSchema: z.object({
        id: invoiceIdSchema,
        reason: z.string().min(1).max(500).describe('Why, for the books'),
      }),
      outputSchema: invoiceSchema,
      annotations: {
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
    async ({ id, reason }) => {
      const outcome = await voidInvoice(scope, id, reason);
      return outcome.ok ? answer(invoiceView(outcome.value)) : refusal(outcome.message);
    },
  );
}
