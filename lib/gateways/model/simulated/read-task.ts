/** A demo task as the user put it. What they did not say is undefined, never guessed. */
export type Task =
  | {
      type: 'refund';
      invoiceId: string;
      tenant: string | undefined;
      amount: number | undefined;
      reason: string | undefined;
    }
  | { type: 'void'; invoiceId: string; tenant: string | undefined; reason: string | undefined }
  | { type: 'list_refunds'; invoiceId: string | undefined; tenant: string | undefined }
  | { type: 'list_invoices'; status: string | undefined; tenant: string | undefined }
  | { type: 'find_invoice'; invoiceId: string }
  | { type: 'incomplete'; missing: string };

const statuses = ['overdue', 'open', 'paid', 'void', 'refunded', 'partially refunded'] as const;

export const refundReasons = ['Duplicate charge', 'Billing error', 'Goodwill credit'] as const;

/** The demo task in a message; undefined when it is none. */
export function readTask(text: string): Task | undefined {
  const invoiceId = /\bINV-\d{1,9}\b/i.exec(text)?.[0].toUpperCase();
  const tenant = readTenant(text);
  const asksForList = /\b(?:list|show|which|what|how many|any|have we|did we)\b/i.test(text);
  if (/\brefund(?:s|ed)\b/i.test(text) && !/\binvoices\b/i.test(text) && asksForList)
    return listRefunds(invoiceId, tenant);
  if (/\bwhat\b.*\brefund\b/i.test(text)) return listRefunds(invoiceId, tenant);
  if (/\binvoices\b/i.test(text)) {
    const status = statuses.findLast((candidate) => text.toLowerCase().includes(candidate));
    return { type: 'list_invoices', status: status?.replace(' ', '_'), tenant };
  }
  if (/\brefund\b/i.test(text)) {
    if (invoiceId === undefined)
      return {
        type: 'incomplete',
        missing: 'Which invoice should be refunded? Give its number, such as INV-2031.',
      };
    return { type: 'refund', invoiceId, tenant, amount: readAmount(text), reason: readReason(text) };
  }
  if (/\b(?:void|cancel)\b/i.test(text) && /\binvoice\b|\bINV-/i.test(text)) {
    if (invoiceId === undefined)
      return {
        type: 'incomplete',
        missing: 'Which invoice should be voided? Give its number, such as INV-2031.',
      };
    return { type: 'void', invoiceId, tenant, reason: readReason(text) };
  }
  if (invoiceId !== undefined) return { type: 'find_invoice', invoiceId };
  return undefined;
}

/** A reason named in a message: one of the usual three, or what follows "because" or "reason:". */
export function readReason(text: string): string | undefined {
  if (/duplicate|charged twice|double[- ]charge|billed twice/i.test(text)) return 'Duplicate charge';
  if (/billing error|billing mistake|wrong amount|overcharged/i.test(text)) return 'Billing error';
  if (/goodwill|courtesy/i.test(text)) return 'Goodwill credit';
  const named = /\b(?:because(?: of)?|reason\s*(?:is|:))\s+(.{3,300})/is.exec(text)?.[1];
  return named?.trim().replace(/[.\s]+$/, '');
}

function listRefunds(invoiceId: string | undefined, tenant: string | undefined): Task {
  if (invoiceId === undefined && tenant === undefined) {
    return {
      type: 'incomplete',
      missing: 'Refunds of which invoice or tenant? Name one, such as INV-2031 or tenant acme.',
    };
  }
  return { type: 'list_refunds', invoiceId, tenant };
}

function readTenant(text: string): string | undefined {
  const named =
    /\btenant\s+["']?([a-z0-9][a-z0-9-]*)/i.exec(text)?.[1] ??
    /\b(?:for|of|from)\s+["']?(?!tenant\b|the\b|invoices?\b|inv-)([a-z0-9][a-z0-9-]*)["']?[\s.?!]*$/i.exec(
      text,
    )?.[1];
  return named?.toLowerCase();
}

function readAmount(text: string): number | undefined {
  const match =
    /(?:EUR|USD|GBP|CHF|€|\$|£)\s*(\d[\d,]*(?:\.\d{1,2})?)|(\d[\d,]*(?:\.\d{1,2})?)\s*(?:EUR|USD|GBP|CHF|€|\$|£)/i.exec(
      text,
    );
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
