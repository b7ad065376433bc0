import { z } from 'zod';

/** Results of the demo's tools as far as the scripts read them; other fields may come and go. */
export const invoiceResultSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  customer: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: z.string(),
  due_on: z.string().optional(),
  paid_on: z.string().nullish(),
  charged: z.number().optional(),
  refunded: z.number().optional(),
});
export type InvoiceResult = z.infer<typeof invoiceResultSchema>;

export const invoiceListResultSchema = z.object({
  invoices: z.array(invoiceResultSchema),
  next_cursor: z.string().optional(),
});

export const chargeResultSchema = z.object({
  customer: z.string().optional(),
  recipient: z.string().optional(),
  currency: z.string(),
  charges: z
    .array(z.object({ id: z.string(), amount: z.number(), refunded: z.number().default(0) }))
    .default([]),
  refundable: z.number(),
});
export type ChargeResult = z.infer<typeof chargeResultSchema>;

const refundSchema = z.object({
  id: z.string(),
  invoice_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  recipient: z.string(),
  reason: z.string().optional(),
  created_at: z.string().optional(),
});
export const refundResultSchema = z.object({ refund: refundSchema, invoice_status: z.string().optional() });
export const refundListResultSchema = z.object({ refunds: z.array(refundSchema) });

/** `EUR 1,480.00`. */
export function money(amount: number, currency: string): string {
  return `${currency} ${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** `partially_refunded` as people say it. */
export function words(status: string): string {
  return status.replaceAll('_', ' ');
}
