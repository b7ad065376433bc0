import {
  chargeResultSchema,
  type ChargeResult,
  invoiceResultSchema,
  money,
  refundResultSchema,
  words,
  type InvoiceResult,
} from './demo-results';
import { planReason } from './plan-reason';
import { say, type Plan } from './plan';
import type { Task } from './read-task';
import { lastCall, resultJson, type CallRecord, type Situation } from './situation';
import { failureText } from './failure-text';
import { planSkill } from './plan-skill';
import { useTool } from './use-tool';

type RefundTask = Extract<Task, { type: 'refund' }>;
type Order = { amount: number; currency: string; recipient: string };

/** Refunds an invoice: reason, policy, invoice, charge, refund. Every figure comes from a tool's answer. */
export function planRefund(situation: Situation, task: RefundTask): Plan {
  const id = task.invoiceId;
  const issued = lastCall(situation.done, 'issue_refund');
  if (issued?.result) return afterRefund(issued, task);

  const reason = planReason(situation, task.reason, `Which reason applies to the refund of ${id}?`);
  if (reason.type === 'plan') return reason.plan;
  const skill = planSkill(situation, 'refund-policy', 'I read the refund policy first.');
  if (skill) return skill;

  const found = lastCall(situation.done, 'find_invoice');
  if (!found) return useTool(situation, 'find_invoice', { id }, `I look ${id} up.`);
  const parsed = invoiceResultSchema.safeParse(resultJson(found));
  if (!parsed.success)
    return say(`${failureText(found, `${id} could not be looked up`)} Nothing was refunded.`);
  const invoice = parsed.data;
  const obstacle = obstacleOf(invoice, task);
  if (obstacle !== undefined) return say(obstacle);

  const order = findOrder(situation, invoice, task);
  if ('calls' in order) return order;
  const remark = `${id} of ${invoice.customer} is ${words(invoice.status)}. I refund ${money(order.amount, order.currency)} to ${order.recipient}.`;
  return useTool(situation, 'issue_refund', { invoice_id: id, ...order, reason: reason.reason }, remark);
}

function obstacleOf(invoice: InvoiceResult, task: RefundTask): string | undefined {
  if (task.tenant !== undefined && task.tenant !== invoice.tenant.toLowerCase()) {
    return `${invoice.id} belongs to tenant ${invoice.tenant}, not ${task.tenant}. Nothing was refunded; check the invoice number.`;
  }
  if (invoice.status === 'refunded') {
    const refunded =
      invoice.refunded === undefined
        ? ''
        : ` ${money(invoice.refunded, invoice.currency)} went back to ${invoice.customer}.`;
    return `${invoice.id} has been refunded already.${refunded} Nothing more was refunded.`;
  }
  if (invoice.status === 'open' || invoice.status === 'overdue' || invoice.status === 'void') {
    const remedy = invoice.status === 'void' ? '' : ' An unpaid invoice can be voided instead.';
    return `${invoice.id} is ${words(invoice.status)}, so nothing was paid that could be refunded.${remedy}`;
  }
  return undefined;
}

/** What to send back: what the charge says can be refunded; the invoice alone where charges cannot be read. */
function findOrder(situation: Situation, invoice: InvoiceResult, task: RefundTask): Order | Plan {
  const charge = lastCall(situation.done, 'get_charge');
  if (!charge) {
    const plan = useTool(
      situation,
      'get_charge',
      { invoice_id: invoice.id },
      'I check what was charged and what can still be refunded.',
    );
    if (plan.calls.length > 0) return plan;
    return { amount: task.amount ?? invoice.amount, currency: invoice.currency, recipient: invoice.customer };
  }
  const { id } = invoice;
  const parsed = chargeResultSchema.safeParse(resultJson(charge));
  if (!parsed.success)
    return say(
      `${failureText(charge, `The charge of ${invoice.id} could not be read`)} Nothing was refunded.`,
    );
  const { refundable, currency, customer, recipient } = parsed.data;
  if (refundable <= 0)
    return say(`${id} has nothing left to refund: ${chargedText(parsed.data)}. Nothing was refunded.`);
  return {
    amount: task.amount ?? refundable,
    currency,
    recipient: recipient ?? customer ?? invoice.customer,
  };
}

function chargedText({ charges, currency }: ChargeResult): string {
  const sum = (amounts: readonly number[]) =>
    money(
      amounts.reduce((total, amount) => total + amount, 0),
      currency,
    );
  if (charges.length === 0) return 'no charge is on record';
  return `${sum(charges.map(({ amount }) => amount))} was charged, ${sum(charges.map(({ refunded }) => refunded))} has gone back`;
}

function afterRefund(issued: CallRecord, task: RefundTask): Plan {
  const parsed = refundResultSchema.safeParse(resultJson(issued));
  if (!parsed.success) return say(failureText(issued, `The refund of ${task.invoiceId} was not issued`));
  const { refund, invoice_status: status } = parsed.data;
  const reason = refund.reason === undefined ? '' : ` Reason: ${refund.reason}.`;
  const after = status === undefined ? '' : ` The invoice is now ${words(status)}.`;
  return say(
    `Done: ${money(refund.amount, refund.currency)} of ${refund.invoice_id} was refunded to ${refund.recipient} as ${refund.id}.${reason}${after}`,
  );
}
