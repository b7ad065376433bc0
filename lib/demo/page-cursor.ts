import { z } from 'zod';
import type { DemoInvoice } from '@/lib/storage/demo-data';
import type { DemoInvoiceCursor } from '@/lib/storage/demo-invoices';

const cursorSchema = z.tuple([z.iso.date(), z.string()]);

/** Where the next page starts, opaque to whoever carries it. */
export function writeCursor(last: Pick<DemoInvoice, 'issuedOn' | 'id'>): string {
  return Buffer.from(JSON.stringify([last.issuedOn.toISOString().slice(0, 10), last.id])).toString(
    'base64url',
  );
}

/** Null for anything that `writeCursor` did not write. */
export function readCursor(text: string): DemoInvoiceCursor | null {
  try {
    const [issuedOn, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { issuedOn, id };
  } catch {
    return null;
  }
}
