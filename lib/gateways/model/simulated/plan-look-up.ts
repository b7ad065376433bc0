import { failureText } from './failure-text';
import {
  invoiceListResultSchema,
  invoiceResultSchema,
  money,
  refundListResultSchema,
  words,
  type InvoiceResult,
} from './demo-results';
import { say, type Plan } from './plan';
import type { Task } from './read-task';
import { lastCall, resultJson, type Situation } from './situation';
import { useTool } from './use-tool';

const listedMax = 20;

/** Looks one invoice up and says what its record says. */
export function planFindInvoice(
  situation: Situation,
  { invoiceId }: Extract<Task, { type: 'find_invoice' }>,
): Plan {
  const found = lastCall(situation.done, 'find_invoice');
  if (!found) return useTool(situation, 'find_invoice', { id: invoiceId }, `I look ${invoiceId} up.`);
  const parsed = invoiceResultSchema.safeParse(resultJson(found));
  if (!parsed.success) return say(failureText(found, `${invoiceId} could not be looked up`));
  return say(`${invoiceId}: ${describe(parsed.data)}.`);
}

/** Lists invoices by status and tenant. */
export function planListInvoices(
  situation: Situation,
  { status, tenant }: Extract<Task, { type: 'list_invoices' }>,
): Plan {
  const what = `${status === undefined ? '' : `${words(status)} `}invoices${tenant === undefined ? '' : ` of tenant ${tenant}`}`;
  const listed = lastCall(situation.done, 'list_invoices');
  if (!listed) {
    const filter = {
      ...(tenant === undefined ? {} : { tenant }),
      ...(status === undefined ? {} : { status }),
      limit: listedMax,
    };
    return useTool(situation, 'list_invoices', filter, `I list the ${what}.`);
  }
  const parsed = invoiceListResultSchema.safeParse(resultJson(listed));
  if (!parsed.success) return say(failureText(listed, `The ${what} could not be listed`));
  const { invoices, next_cursor: more } = parsed.data;
  if (invoices.length === 0) return say(`There are no ${what}.`);
  const rows = invoices.map(
    (invoice) =>
      `| ${invoice.id} | ${invoice.customer} | ${money(invoice.amount, invoice.currency)} | ${words(invoice.status)} | ${invoice.due_on ?? ''} |`,
  );
  const heading =
    more === undefined
      ? `${count(invoices.length, 'invoice')} found:`
      : `The newest ${invoices.length} ${what} (there are more):`;
  return say(
    [heading, '', '| Invoice | Customer | Amount | Status | Due |', '|---|---|--:|---|---|', ...rows].join(
      '\n',
    ),
  );
}

/** Says what was refunded of an invoice or to a tenant. */
export function planListRefunds(
  situation: Situation,
  { invoiceId, tenant }: Extract<Task, { type: 'list_refunds' }>,
): Plan {
  const whose = invoiceId ?? `tenant ${tenant}`;
  const listed = lastCall(situation.done, 'list_refunds');
  if (!listed) {
    const filter = invoiceId === undefined ? { tenant } : { invoice_id: invoiceId };
    return useTool(situation, 'list_refunds', filter, `I look up the refunds of ${whose}.`);
  }
  const parsed = refundListResultSchema.safeParse(resultJson(listed));
  if (!parsed.success) return say(failureText(listed, `The refunds of ${whose} could not be listed`));
  const { refunds } = parsed.data;
  if (refunds.length === 0) return say(`Nothing was refunded for ${whose}.`);
  const lines = refunds.map(
    (refund) =>
      `- ${refund.id}: ${money(refund.amount, refund.currency)} of ${refund.invoice_id} to ${refund.recipient}${refund.reason === undefined ? '' : ` (${refund.reason})`}`,
  );
  return say([`${count(refunds.length, 'refund')} for ${whose}:`, '', ...lines].join('\n'));
}

function describe(invoice: InvoiceResult): string {
  const parts = [
    `${money(invoice.amount, invoice.currency)} for ${invoice.customer} (tenant ${invoice.tenant})`,
    words(invoice.status),
  ];
  if (invoice.paid_on) parts.push(`paid on ${invoice.paid_on}`);
  else if (invoice.due_on !== undefined) parts.push(`due on ${invoice.due_on}`);
  if (invoice.charged !== undefined && invoice.charged > 0)
    parts.push(`${money(invoice.charged, invoice.currency)} charged`);
  if (invoice.refunded !== undefined && invoice.refunded > 0)
    parts.push(`${money(invoice.refunded, invoice.currency)} refunded`);
  return parts.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
