import { z } from 'zod';
import type { DemoCharge, DemoInvoice } from '@/lib/storage/demo-data';
import { toDecimal } from './money';

export const invoiceIdSchema = z
  .string()
  .regex(/^INV-\d{1,9}$/)
  .describe('Invoice number, such as INV-2031');
export const tenantSchema = z.string().min(1).max(64).describe('Tenant the invoice belongs to, such as acme');
export const statusSchema = z.enum(['open', 'paid', 'overdue', 'void', 'refunded', 'partially_refunded']);

/** An invoice as both demo servers show it. Amounts are decimal numbers in the invoice's currency. */
export const invoiceSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  customer: z.string(),
  description: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: statusSchema,
  issued_on: z.string(),
  due_on: z.string(),
  paid_on: z.string().nullable(),
});

export function invoiceView(invoice: DemoInvoice): z.infer<typeof invoiceSchema> {
  return {
    id: invoice.id,
    tenant: invoice.tenant,
    customer: invoice.customer,
    description: invoice.description,
    amount: toDecimal(invoice.amountCents),
    currency: invoice.currency,
    status: invoice.status,
    issued_on: day(invoice.issuedOn),
    due_on: day(invoice.dueOn),
    paid_on: invoice.paidOn === null ? null : day(invoice.paidOn),
  };
}

export const chargeSchema = z.object({
  id: z.string(),
  amount: z.number(),
  refunded: z.number(),
  currency: z.string(),
  method: z.string(),
  charged_at: z.string(),
});

export function chargeView(charge: DemoCharge): z.infer<typeof chargeSchema> {
  return {
    id: charge.id,
    amount: toDecimal(charge.amountCents),
    refunded: toDecimal(charge.refundedCents),
    currency: charge.currency,
    method: charge.method,
    charged_at: charge.chargedAt.toISOString(),
  };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
