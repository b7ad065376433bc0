import type { DemoCharge, DemoInvoice } from '@/lib/storage/demo-data';

/** What may still go back to the customer, and from which charge. */
export type Refundable = { cents: number; charge: DemoCharge | undefined };

/**
 * Refunds of an invoice never add up to more than its amount, and none is larger than what its charge has left.
 * The latest charge goes first: where a customer was charged twice, that is the one too many.
 */
export function refundableOf(invoice: DemoInvoice, charges: readonly DemoCharge[]): Refundable {
  const refunded = charges.reduce((sum, charge) => sum + charge.refundedCents, 0);
  const allowed = Math.max(0, invoice.amountCents - refunded);
  const charge = charges.findLast((candidate) => candidate.amountCents > candidate.refundedCents);
  if (!charge || allowed === 0) return { cents: 0, charge: undefined };
  return { cents: Math.min(allowed, charge.amountCents - charge.refundedCents), charge };
}
