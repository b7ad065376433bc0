import type { DemoCharge, DemoInvoice, DemoRefund } from '@/lib/storage/demo-data';
import { lockDemoInvoice, updateDemoInvoice } from '@/lib/storage/demo-invoices';
import { addDemoRefund, listDemoCharges, listDemoRefunds } from '@/lib/storage/demo-payments';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import { formatMoney } from './money';
import type { Outcome } from './outcome';
import { refundableOf } from './refundable';

export type RefundOrder = {
  invoiceId: string;
  amountCents: number;
  currency: string;
  recipient: string;
  reason: string;
};

/**
 * Sends money back: checks the order against invoice and charges and writes refund, charge and invoice in one
 * transaction that holds the invoice, so that two refunds at once are decided one after the other.
 */
export function issueRefund(
  scope: Scope,
  order: RefundOrder,
): Promise<Outcome<{ refund: DemoRefund; invoice: DemoInvoice }>> {
  return inTransaction(scope, async (locked) => {
    const invoice = await lockDemoInvoice(locked, order.invoiceId);
    if (!invoice) return { ok: false, message: `There is no invoice ${order.invoiceId}. Check the number.` };
    const charges = await listDemoCharges(locked, invoice.id);
    const refusal = await refuse(locked, order, invoice, charges);
    if (refusal) return { ok: false, message: refusal };
    const { charge } = refundableOf(invoice, charges);
    if (!charge) throw new Error(`${invoice.id} passed every check but has no charge to refund.`);
    const earlier = await listDemoRefunds(locked, { invoiceId: invoice.id, limit: 100 });
    const refund = await addDemoRefund(locked, {
      id: `RF-${invoice.id.slice(4)}-${earlier.length + 1}`,
      invoiceId: invoice.id,
      chargeId: charge.id,
      amountCents: order.amountCents,
      currency: invoice.currency,
      recipient: invoice.customer,
      reason: order.reason,
    });
    const charged = charges.reduce((sum, { amountCents }) => sum + amountCents, 0);
    const refunded = charges.reduce((sum, { refundedCents }) => sum + refundedCents, order.amountCents);
    const status = refunded >= charged ? 'refunded' : 'partially_refunded';
    return { ok: true, value: { refund, invoice: await updateDemoInvoice(locked, invoice.id, { status }) } };
  });
}

async function refuse(
  scope: Scope,
  order: RefundOrder,
  invoice: DemoInvoice,
  charges: readonly DemoCharge[],
): Promise<string | undefined> {
  const { id, currency, customer } = invoice;
  if (charges.length === 0) {
    return `${id} is ${invoice.status} and nothing was charged for it, so there is nothing to refund. An unpaid invoice is voided instead.`;
  }
  if (order.currency.toUpperCase() !== currency)
    return `${id} was charged in ${currency}, so it is refunded in ${currency}, not ${order.currency}.`;
  if (!sameName(order.recipient, customer)) {
    return `${id} was paid by "${customer}"; a refund only goes back to whoever paid, not to "${order.recipient}".`;
  }
  const refundable = refundableOf(invoice, charges).cents;
  if (refundable === 0) {
    const [latest] = await listDemoRefunds(scope, { invoiceId: id, limit: 1 });
    const when = latest
      ? ` The last one, ${latest.id}, was ${formatMoney(latest.amountCents, currency)} on ${latest.createdAt.toISOString().slice(0, 10)}.`
      : '';
    return `${id} has been refunded already and nothing is left to refund.${when}`;
  }
  if (order.amountCents > refundable) {
    return `At most ${formatMoney(refundable, currency)} of ${id} can be refunded, not ${formatMoney(order.amountCents, currency)}.`;
  }
  return undefined;
}

function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
