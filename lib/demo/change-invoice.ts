import type { DemoInvoice } from '@/lib/storage/demo-data';
import { lockDemoInvoice, updateDemoInvoice } from '@/lib/storage/demo-invoices';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import type { Outcome } from './outcome';

/** Cancels an invoice that nobody paid; the reason stays in its description. What was paid is refunded instead. */
export function voidInvoice(scope: Scope, id: string, reason: string): Promise<Outcome<DemoInvoice>> {
  return changeUnpaid(scope, id, 'voided', ({ description }) => ({
    status: 'void',
    description: `${description} (void: ${reason})`,
  }));
}

/** Gives a customer more time. An overdue invoice whose new date lies ahead is open again. */
export function extendDueDate(
  scope: Scope,
  id: string,
  dueOn: Date,
  today: Date,
): Promise<Outcome<DemoInvoice>> {
  return changeUnpaid(scope, id, 'extended', (invoice) => {
    if (dueOn <= invoice.dueOn) return `${id} is due on ${day(invoice.dueOn)}. The new date must be later.`;
    return dueOn >= today ? { dueOn, status: 'open' } : { dueOn };
  });
}

type Change = { status?: DemoInvoice['status']; dueOn?: Date; description?: string };

function changeUnpaid(
  scope: Scope,
  id: string,
  verb: string,
  change: (invoice: DemoInvoice) => Change | string,
): Promise<Outcome<DemoInvoice>> {
  return inTransaction(scope, async (locked) => {
    const invoice = await lockDemoInvoice(locked, id);
    if (!invoice) return { ok: false, message: `There is no invoice ${id}. Check the number.` };
    if (invoice.status !== 'open' && invoice.status !== 'overdue') {
      const remedy = invoice.status === 'paid' ? ' Use a refund to give money back.' : '';
      return {
        ok: false,
        message: `${id} is ${invoice.status.replace('_', ' ')}; only open or overdue invoices can be ${verb}.${remedy}`,
      };
    }
    const wanted = change(invoice);
    if (typeof wanted === 'string') return { ok: false, message: wanted };
    return { ok: true, value: await updateDemoInvoice(locked, id, wanted) };
  });
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
