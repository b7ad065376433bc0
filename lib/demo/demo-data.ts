import type { DemoCharge, DemoData, DemoInvoice, DemoRefund } from '@/lib/storage/demo-data';
import { demoCustomers, type DemoCustomer } from './demo-customers';
import { createRandom, type Random } from './seeded-random';

const firstNumber = 1001;
const invoiceCount = 5000;
const firstDay = Date.UTC(2025, 0, 2);
const lastDay = Date.UTC(2026, 10, 18);
const dayMs = 86_400_000;
const paymentTermDays = 30;

const services = [
  'Support plan, monthly',
  'Platform licence, quarterly',
  'Usage above the plan',
  'Onboarding workshop',
  'Data migration',
  'Priority support, yearly',
  'Additional seats',
  'Storage, monthly',
] as const;
const methods = ['card', 'direct_debit', 'bank_transfer'] as const;
const refundReasons = [
  'Charged twice',
  'Cancelled in time',
  'Service was not delivered',
  'Wrong amount',
] as const;

/** The demo's books: 5,000 invoices with their charges and refunds, the same on every machine. */
export function createDemoData(): DemoData {
  const random = createRandom(20_261_121);
  const data: DemoData = { invoices: [], charges: [], refunds: [] };
  for (let index = 0; index < invoiceCount; index += 1) {
    const id = `INV-${firstNumber + index}`;
    addInvoice(data, id === sampleInvoice.id ? sampleInvoice : randomInvoice(id, random), random);
  }
  return data;
}

const sampleCustomer = requireCustomer('Acme GmbH');

/** The invoice of the guided task: paid on 3 November 2026 and charged once more the day after. */
export const sampleInvoice: DemoInvoice = {
  id: 'INV-2031',
  tenant: sampleCustomer.tenant,
  customer: sampleCustomer.name,
  customerIban: sampleCustomer.iban,
  description: 'Support plan, monthly',
  amountCents: 48_000,
  currency: sampleCustomer.currency,
  status: 'paid',
  issuedOn: new Date('2026-10-20'),
  dueOn: new Date('2026-11-19'),
  paidOn: new Date('2026-11-03'),
};

function requireCustomer(name: string): DemoCustomer {
  const customer = demoCustomers.find((candidate) => candidate.name === name);
  if (!customer) throw new Error(`The demo has no customer "${name}".`);
  return customer;
}

function randomInvoice(id: string, random: Random): DemoInvoice {
  const customer = random.pick(demoCustomers);
  const issuedOn = new Date(firstDay + random.integer(0, (lastDay - firstDay) / dayMs) * dayMs);
  const status = randomStatus(random, issuedOn);
  const isPaid = status === 'paid' || status === 'refunded' || status === 'partially_refunded';
  return {
    id,
    tenant: customer.tenant,
    customer: customer.name,
    customerIban: customer.iban,
    description: random.pick(services),
    amountCents: random.integer(4, 480) * 500,
    currency: customer.currency,
    status,
    issuedOn,
    dueOn: addDays(issuedOn, paymentTermDays),
    paidOn: isPaid ? earlier(addDays(issuedOn, random.integer(1, paymentTermDays)), new Date(lastDay)) : null,
  };
}

/** Only invoices of the last thirty days can be open; older ones that nobody paid are overdue. */
function randomStatus(random: Random, issuedOn: Date): DemoInvoice['status'] {
  const draw = random.integer(0, 999);
  if (draw < 40) return 'void';
  if (draw < 52) return 'refunded';
  if (draw < 64) return 'partially_refunded';
  const isDue = issuedOn.getTime() + paymentTermDays * dayMs < lastDay;
  if (isDue) return draw < 130 ? 'overdue' : 'paid';
  return draw < 650 ? 'open' : 'paid';
}

function addInvoice(data: DemoData, invoice: DemoInvoice, random: Random): void {
  data.invoices.push(invoice);
  if (invoice.paidOn === null) return;
  const method = random.pick(methods);
  const isDuplicated =
    invoice.id === sampleInvoice.id || (invoice.status === 'paid' && random.integer(0, 99) === 0);
  const days = isDuplicated ? [0, 1] : [0];
  const charges = days.map((day, position): DemoCharge => ({
    id: `ch_${invoice.id.slice(4)}_${position + 1}`,
    invoiceId: invoice.id,
    amountCents: invoice.amountCents,
    refundedCents: 0,
    currency: invoice.currency,
    method: invoice.id === sampleInvoice.id ? 'card' : method,
    chargedAt: new Date(
      addDays(invoice.paidOn ?? invoice.issuedOn, day).getTime() + 9.5 * 3_600_000 + day * 7 * 60_000,
    ),
  }));
  const refund = refundOf(invoice, charges.at(-1), random);
  if (refund) data.refunds.push(refund);
  data.charges.push(
    ...charges.map((charge) =>
      charge.id === refund?.chargeId ? { ...charge, refundedCents: refund.amountCents } : charge,
    ),
  );
}

function refundOf(
  invoice: DemoInvoice,
  charge: DemoCharge | undefined,
  random: Random,
): DemoRefund | undefined {
  if (!charge || (invoice.status !== 'refunded' && invoice.status !== 'partially_refunded')) return undefined;
  const share = invoice.status === 'refunded' ? 1 : random.integer(1, 3) / 4;
  return {
    id: `RF-${invoice.id.slice(4)}-1`,
    invoiceId: invoice.id,
    chargeId: charge.id,
    amountCents: Math.round(charge.amountCents * share),
    currency: invoice.currency,
    recipient: invoice.customer,
    reason: random.pick(refundReasons),
    createdAt: addDays(charge.chargedAt, 2),
  };
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMs);
}

function earlier(left: Date, right: Date): Date {
  return left < right ? left : right;
}
