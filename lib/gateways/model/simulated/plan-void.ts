import { failureText } from './failure-text';
import { invoiceResultSchema, money, words } from './demo-results';
import { planReason } from './plan-reason';
import { say, type Plan } from './plan';
import type { Task } from './read-task';
import { lastCall, resultJson, type Situation } from './situation';
import { useTool } from './use-tool';

/** Voids an invoice that nobody paid: look it up, ask why, void it. */
export function planVoid(situation: Situation, task: Extract<Task, { type: 'void' }>): Plan {
  const id = task.invoiceId;
  const voided = lastCall(situation.done, 'void_invoice');
  if (voided?.result) {
    const result = invoiceResultSchema.safeParse(resultJson(voided));
    if (!result.success) return say(failureText(voided, `${id} was not voided`));
    return say(
      `Done: ${id} over ${money(result.data.amount, result.data.currency)} for ${result.data.customer} is now ${words(result.data.status)}.`,
    );
  }
  const found = lastCall(situation.done, 'find_invoice');
  if (!found) return useTool(situation, 'find_invoice', { id }, `I look ${id} up.`);
  const parsed = invoiceResultSchema.safeParse(resultJson(found));
  if (!parsed.success)
    return say(`${failureText(found, `${id} could not be looked up`)} Nothing was voided.`);
  const invoice = parsed.data;
  if (task.tenant !== undefined && task.tenant !== invoice.tenant.toLowerCase()) {
    return say(
      `${id} belongs to tenant ${invoice.tenant}, not ${task.tenant}. Nothing was voided; check the invoice number.`,
    );
  }
  if (invoice.status !== 'open' && invoice.status !== 'overdue') {
    const remedy = invoice.status === 'paid' ? ' A paid invoice is refunded instead.' : '';
    return say(`${id} is ${words(invoice.status)}, so it cannot be voided.${remedy}`);
  }
  const reason = planReason(situation, task.reason, `Why should ${id} be voided?`);
  if (reason.type === 'plan') return reason.plan;
  return useTool(
    situation,
    'void_invoice',
    { id, reason: reason.reason },
    `I void ${id} over ${money(invoice.amount, invoice.currency)}.`,
  );
}
