import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { organisationHeader } from '@/lib/gateways/mcp/server-record';
import { insertDemoData } from '@/lib/storage/demo-data';
import { createDemoData } from './demo-data';
import { openDemoTestBench, type DemoTestBench } from './demo-bench.test-support';

let bench: DemoTestBench;
beforeAll(async () => {
  bench = await openDemoTestBench();
});
afterAll(() => bench.close());

const refundOfSample = {
  invoice_id: 'INV-2031',
  amount: 480,
  currency: 'EUR',
  recipient: 'Acme GmbH',
  reason: 'Charged twice',
};

describe('the demo books', () => {
  test('inserting them a second time changes nothing', async () => {
    expect(await insertDemoData(bench.scope, createDemoData)).toBe(false);
    expect(
      await bench.scope.prisma.demoInvoice.count({ where: { organisationId: bench.scope.organisationId } }),
    ).toBe(5000);
  });

  test('belong to one organisation: another one sees none of them', async () => {
    const found = await bench.call('billing', 'find_invoice', { id: 'INV-2031' }, newId('organisation'));
    expect(found).toMatchObject({
      isError: true,
      content: expect.stringContaining('There is no invoice INV-2031'),
    });
  });
});

describe('the demo servers', () => {
  test('refuse who does not know the token of this process', async () => {
    const response = await fetch(bench.servers.urls.payments, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [organisationHeader]: bench.scope.organisationId },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(response.status).toBe(401);
  });

  test('list their tools with honest hints', async () => {
    const address = { organisationId: bench.scope.organisationId, server: 'billing' };
    const listed = await bench.gateway.listTools(address, new AbortController().signal);
    expect(
      listed.ok &&
        listed.value.map(({ name, annotations }) => [
          name,
          annotations.readOnlyHint,
          annotations.destructiveHint,
        ]),
    ).toEqual([
      ['find_invoice', true, false],
      ['list_invoices', true, false],
      ['invoice_totals', true, false],
      ['extend_due_date', false, false],
      ['void_invoice', false, true],
    ]);
  });

  test('find the invoice of the guided task, charged twice', async () => {
    const found = await bench.call('billing', 'find_invoice', { id: 'INV-2031' });
    expect(found.structured).toMatchObject({
      tenant: 'acme',
      customer: 'Acme GmbH',
      amount: 480,
      currency: 'EUR',
      status: 'paid',
      charged: 960,
    });
    const charges = await bench.call('payments', 'get_charge', { invoice_id: 'INV-2031' });
    expect(charges.structured).toMatchObject({
      refundable: 480,
      refundable_charge_id: 'ch_2031_2',
      charges: [
        { charged_at: expect.stringContaining('2026-11-03') },
        { charged_at: expect.stringContaining('2026-11-04') },
      ],
    });
    expect(JSON.parse(charges.content)).toEqual(charges.structured);
  });

  test('page through a tenant without gaps or repeats', async () => {
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await bench.call('billing', 'list_invoices', {
        tenant: 'acme',
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      const invoices = page.structured?.invoices;
      if (!Array.isArray(invoices)) throw new Error(page.content);
      seen.push(...invoices.map((invoice: { id: string }) => invoice.id));
      cursor = page.structured?.next_cursor;
    } while (cursor);
    const count = await bench.scope.prisma.demoInvoice.count({
      where: { organisationId: bench.scope.organisationId, tenant: 'acme' },
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count);
  });

  test('answer arguments that miss the schema with a sentence', async () => {
    const refused = await bench.call('billing', 'list_invoices', { limit: 101 });
    expect(refused).toMatchObject({ isError: true, content: expect.stringContaining('limit') });
  });

  test('void only what nobody paid', async () => {
    const paid = await bench.call('billing', 'void_invoice', { id: 'INV-2031', reason: 'mistake' });
    expect(paid).toMatchObject({
      isError: true,
      content: expect.stringContaining('INV-2031 is paid; only open or overdue invoices'),
    });
    const open = await bench.scope.prisma.demoInvoice.findFirstOrThrow({
      where: { organisationId: bench.scope.organisationId, status: 'open' },
    });
    const voided = await bench.call('billing', 'void_invoice', { id: open.id, reason: 'ordered twice' });
    expect(voided.structured).toMatchObject({
      status: 'void',
      description: expect.stringContaining('ordered twice'),
    });
  });
});

describe('issue_refund', () => {
  test.each([
    ['an unknown invoice', { invoice_id: 'INV-99' }, 'There is no invoice INV-99'],
    ['another currency', { currency: 'USD' }, 'refunded in EUR, not USD'],
    ['another recipient', { recipient: 'Mallory Ltd' }, 'only goes back to whoever paid'],
    ['too much', { amount: 480.01 }, 'At most EUR 480.00 of INV-2031 can be refunded'],
    ['fractions of a cent', { amount: 1.001 }, 'more than two decimals'],
  ])('refuses %s', async (_case, change, sentence) => {
    const refused = await bench.call('payments', 'issue_refund', { ...refundOfSample, ...change });
    expect(refused).toMatchObject({ isError: true, content: expect.stringContaining(sentence) });
  });

  test('refuses an invoice that nobody paid', async () => {
    const overdue = await bench.scope.prisma.demoInvoice.findFirstOrThrow({
      where: { organisationId: bench.scope.organisationId, status: 'overdue' },
    });
    const refused = await bench.call('payments', 'issue_refund', {
      ...refundOfSample,
      invoice_id: overdue.id,
      currency: overdue.currency,
      recipient: overdue.customer,
    });
    expect(refused).toMatchObject({ isError: true, content: expect.stringContaining('nothing was charged') });
  });

  test('of two at once, one pays and the other is refused; the next question finds the refund', async () => {
    const both = await Promise.all([
      bench.call('payments', 'issue_refund', refundOfSample),
      bench.call('payments', 'issue_refund', refundOfSample),
    ]);
    expect(both.filter(({ isError }) => !isError)).toHaveLength(1);
    expect(both.find(({ isError }) => isError)?.content).toContain('INV-2031 has been refunded already');
    const charge = await bench.call('payments', 'get_charge', { invoice_id: 'INV-2031' });
    expect(charge.structured).toMatchObject({ refundable: 0, charges: [{ refunded: 0 }, { refunded: 480 }] });
    const found = await bench.call('billing', 'find_invoice', { id: 'INV-2031' });
    expect(found.structured).toMatchObject({ status: 'partially_refunded', refunded: 480 });
    const refunds = await bench.call('payments', 'list_refunds', { invoice_id: 'INV-2031' });
    expect(refunds.structured).toMatchObject({
      refunds: [{ id: 'RF-2031-1', amount: 480, recipient: 'Acme GmbH' }],
    });
  });
});
