import type { ModelRequest } from '../model-port';
import { planFindInvoice, planListInvoices, planListRefunds } from './plan-look-up';
import { planOrder } from './plan-order';
import { reasonPrompt } from './plan-reason';
import { planRefund } from './plan-refund';
import { planVoid } from './plan-void';
import { say, type Plan } from './plan';
import { readOrder } from './read-order';
import { readReason, readTask, type Task } from './read-task';
import { readSituation, type Situation } from './situation';

/** Pure: the next thing the simulated model says and calls, from the request alone. Nothing in it is made up. */
export function planReply(request: Pick<ModelRequest, 'messages' | 'tools' | 'system'>): Plan {
  const situation = readSituation(request);
  const order = readOrder(situation.asked);
  if (order) return planOrder(situation, order);
  const task = readTask(situation.asked) ?? answeredTask(situation);
  return task ? planTask(situation, task) : say(describeSelf(situation));
}

function planTask(situation: Situation, task: Task): Plan {
  switch (task.type) {
    case 'refund':
      return planRefund(situation, task);
    case 'void':
      return planVoid(situation, task);
    case 'list_refunds':
      return planListRefunds(situation, task);
    case 'list_invoices':
      return planListInvoices(situation, task);
    case 'find_invoice':
      return planFindInvoice(situation, task);
    case 'incomplete':
      return say(task.missing);
  }
}

/** A message that answers a question asked in words continues the task before it. */
function answeredTask({ asked, askedBefore, saidBefore }: Situation): Task | undefined {
  if (asked === '' || !saidBefore.includes(reasonPrompt)) return undefined;
  const task = readTask(askedBefore);
  if (task?.type !== 'refund' && task?.type !== 'void') return undefined;
  return { ...task, reason: readReason(asked) ?? asked };
}

function describeSelf(situation: Situation): string {
  const call = exampleOrder(situation);
  return [
    'I am the simulated model of Tackroom: I follow a script, I do not think, and I never make an answer up. What I can do:',
    '',
    '- Play the demo tasks of the refund assistant: refund or void an invoice, look one up, list invoices or refunds.',
    '- Do plain orders: call any tool of this agent, ask you a question, reply with a number of words.',
    '',
    'Try one of these:',
    '',
    '- `Refund invoice INV-2031 for tenant acme`',
    `- \`${call}\``,
    '',
    'For anything else, add a real model on the Models page and pick it for this agent.',
  ].join('\n');
}

/** An order that works with the tools of this agent. */
function exampleOrder({ tools, system }: Situation): string {
  const hasInvoices =
    tools.some(({ name }) => name.endsWith('__find_invoice')) || /^- billing:/m.test(system);
  if (hasInvoices) return 'call find_invoice {"id":"INV-2031"}';
  const direct = tools.find(({ name }) => name.includes('__'));
  return direct ? `call ${direct.name} {}` : 'reply with 50 words';
}
