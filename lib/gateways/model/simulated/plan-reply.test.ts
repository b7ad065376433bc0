import { describe, expect, test } from 'vitest';
import { play, user, type FakeTool } from './play.test-support';

const invoice = {
  id: 'INV-2031',
  tenant: 'acme',
  customer: 'Acme GmbH',
  amount: 480,
  currency: 'EUR',
  status: 'paid',
  issued_on: '2026-10-01',
  due_on: '2026-10-31',
  paid_on: '2026-10-12',
  charged: 960,
  refunded: 0,
};
const refunded = JSON.stringify({
  refund: {
    id: 'RF-2031-1',
    invoice_id: 'INV-2031',
    charge_id: 'ch_2',
    amount: 480,
    currency: 'EUR',
    recipient: 'Acme GmbH',
    reason: 'Billing error',
    created_at: '2026-11-21T09:00:00.000Z',
  },
  invoice_status: 'refunded',
});

const billing: Record<string, FakeTool> = {
  billing__find_invoice: ({ id }) =>
    id === 'INV-2031'
      ? JSON.stringify(invoice)
      : { error: `There is no invoice ${String(id)}. Check the number.` },
  billing__list_invoices: () =>
    JSON.stringify({ invoices: [{ ...invoice, status: 'overdue' }], next_cursor: 'x' }),
  billing__void_invoice: () => JSON.stringify({ ...invoice, status: 'void' }),
};
const payments: Record<string, FakeTool> = {
  payments__get_charge: () =>
    JSON.stringify({
      invoice_id: 'INV-2031',
      customer: 'Acme GmbH',
      account: 'DE',
      currency: 'EUR',
      charges: [{ id: 'ch_2', amount: 480 }],
      refundable: 480,
      refundable_charge_id: 'ch_2',
    }),
  payments__issue_refund: () => refunded,
  payments__list_refunds: () => JSON.stringify({ refunds: [] }),
};
const ask = (answer: string): Record<string, FakeTool> => ({ ask_user_question: () => answer });
const skills: Record<string, FakeTool> = { load_skill: () => 'Refund what was charged too much.' };
const skillSystem =
  'Skills (read one with load_skill before doing what it covers):\n- refund-policy: When to refund.';
const order = 'Refund invoice INV-2031 for tenant acme';

describe('the refund task', () => {
  test('asks, reads the policy, finds, checks the charge, refunds and says what came back', () => {
    const { calls, said } = play({
      messages: [user(order)],
      tools: { ...billing, ...payments, ...ask('Billing error'), ...skills },
      system: skillSystem,
    });
    expect(calls.map(({ name }) => name)).toEqual([
      'ask_user_question',
      'load_skill',
      'billing__find_invoice',
      'payments__get_charge',
      'payments__issue_refund',
    ]);
    expect(calls[0]?.input).toMatchObject({
      options: ['Duplicate charge', 'Billing error', 'Goodwill credit'],
    });
    expect(calls[4]?.input).toEqual({
      invoice_id: 'INV-2031',
      amount: 480,
      currency: 'EUR',
      recipient: 'Acme GmbH',
      reason: 'Billing error',
    });
    expect(said).toContain('EUR 480.00');
    expect(said).toContain('RF-2031-1');
  });

  test('does not ask for a reason that was named', () => {
    const { calls } = play({
      messages: [user(`${order} because it is a duplicate charge`)],
      tools: { ...billing, ...payments, ...ask('x') },
    });
    expect(calls.map(({ name }) => name)).not.toContain('ask_user_question');
    expect(calls.at(-1)?.input).toMatchObject({ reason: 'Duplicate charge' });
  });

  test('takes an answer in free words as the reason', () => {
    const { calls } = play({
      messages: [user(order)],
      tools: { ...billing, ...payments, ...ask('The crane never arrived') },
    });
    expect(calls.at(-1)?.input).toMatchObject({ reason: 'The crane never arrived' });
  });

  test('asks in words where it has no tool for questions, and goes on with the answer', () => {
    const tools = { ...billing, ...payments };
    const first = play({ messages: [user(order)], tools });
    expect(first.calls).toEqual([]);
    const second = play({ messages: [...first.messages, user('Goodwill credit')], tools });
    expect(second.calls.at(-1)?.input).toMatchObject({ invoice_id: 'INV-2031', reason: 'Goodwill credit' });
  });

  test('says that a denied refund was denied and why, and does not repeat it', () => {
    const denied = {
      payments__issue_refund: () => ({ error: 'Denied by a person. Reason: wrong customer.' }),
    };
    const { calls, said } = play({
      messages: [user(order)],
      tools: { ...billing, ...payments, ...denied, ...ask('Billing error') },
    });
    expect(calls.filter(({ name }) => name === 'payments__issue_refund')).toHaveLength(1);
    expect(said).toContain('denied');
    expect(said).toContain('wrong customer');
    expect(said).not.toMatch(/was refunded to/);
  });

  test.each([
    ['an unknown invoice', 'Refund INV-9 because of a billing error', {}, 'There is no invoice INV-9'],
    [
      'another tenant',
      'Refund INV-2031 for tenant globex because of a billing error',
      {},
      'belongs to tenant acme, not globex',
    ],
    [
      'a refunded invoice',
      `${order} because of a billing error`,
      { billing__find_invoice: () => JSON.stringify({ ...invoice, status: 'refunded', refunded: 480 }) },
      'has been refunded already',
    ],
    [
      'an unpaid invoice',
      `${order} because of a billing error`,
      { billing__find_invoice: () => JSON.stringify({ ...invoice, status: 'overdue' }) },
      'nothing was paid',
    ],
    [
      'a failing server',
      `${order} because of a billing error`,
      { billing__find_invoice: () => ({ error: 'The server "billing" did not answer.' }) },
      'did not answer',
    ],
    ['a missing number', 'Refund my invoice', {}, 'Which invoice'],
  ])('refunds nothing for %s', (_case, text, tools, words) => {
    const { calls, said } = play({ messages: [user(text)], tools: { ...billing, ...payments, ...tools } });
    expect(calls.map(({ name }) => name)).not.toContain('payments__issue_refund');
    expect(said).toContain(words);
  });

  test('says from the charges why nothing is left to refund', () => {
    const spent = () =>
      JSON.stringify({
        currency: 'EUR',
        refundable: 0,
        charges: [
          { id: 'a', amount: 480 },
          { id: 'b', amount: 480, refunded: 480 },
        ],
      });
    const { said } = play({
      messages: [user(`${order} because of a billing error`)],
      tools: { ...billing, ...payments, payments__get_charge: spent },
    });
    expect(said).toContain('EUR 960.00 was charged, EUR 480.00 has gone back');
  });

  test('reaches deferred servers through the meta-tools, reading list and schema first', () => {
    const servers: Record<string, Record<string, FakeTool>> = { billing, payments };
    const names = (server: string) =>
      Object.keys(servers[server] ?? {}).map((name) => ({
        name: name.replace(/^.*__/, ''),
        description: '',
      }));
    const meta: Record<string, FakeTool> = {
      list_servers: () => JSON.stringify([{ name: 'billing' }, { name: 'payments' }]),
      list_tools: ({ server }) => JSON.stringify(names(String(server))),
      get_tool_schema: () => '{"type":"object"}',
      call_tool: ({ server, tool, arguments: input }) =>
        servers[String(server)]?.[`${String(server)}__${String(tool)}`]?.({
          ...(input as Record<string, unknown>),
        }) ?? { error: 'unknown' },
    };
    const { calls, said } = play({ messages: [user(order)], tools: { ...meta, ...ask('Billing error') } });
    expect(calls.map(({ name }) => name)).toEqual([
      'ask_user_question',
      'list_servers',
      'list_tools',
      'list_tools',
      'get_tool_schema',
      'call_tool',
      'get_tool_schema',
      'call_tool',
      'get_tool_schema',
      'call_tool',
    ]);
    expect(calls.at(-1)?.input).toMatchObject({
      server: 'payments',
      tool: 'issue_refund',
      arguments: { amount: 480 },
    });
    expect(said).toContain('RF-2031-1');
    const known = play({
      messages: [user(order)],
      tools: { ...meta, ...ask('x') },
      system: 'Tool servers (find their tools …):\n- billing: Invoices\n- payments: Money',
    });
    expect(known.calls.map(({ name }) => name)).not.toContain('list_servers');
  });

  test('names the tool it misses', () => {
    const { said } = play({ messages: [user(`${order} because of a billing error`)], tools: {} });
    expect(said).toContain('`find_invoice`');
  });
});

describe('the other demo tasks', () => {
  const tools = { ...billing, ...payments, ...ask('Customer cancelled') };

  test('lists overdue invoices of a tenant', () => {
    const { calls, said } = play({ messages: [user('List overdue invoices for tenant acme')], tools });
    expect(calls).toEqual([
      { name: 'billing__list_invoices', input: { tenant: 'acme', status: 'overdue', limit: 20 } },
    ]);
    expect(said).toContain('| INV-2031 | Acme GmbH | EUR 480.00 | overdue |');
  });

  test('voids an unpaid invoice after asking why', () => {
    const open = { billing__find_invoice: () => JSON.stringify({ ...invoice, status: 'open' }) };
    const { calls, said } = play({ messages: [user('Void invoice INV-2031')], tools: { ...tools, ...open } });
    expect(calls.at(-1)).toEqual({
      name: 'billing__void_invoice',
      input: { id: 'INV-2031', reason: 'Customer cancelled' },
    });
    expect(said).toContain('is now void');
  });

  test.each([
    'What did we refund for INV-2031?',
    'Which refunds were made for INV-2031?',
    'What was refunded for invoice INV-2031',
  ])('answers "%s" from the refunds', (text) => {
    const { calls, said } = play({ messages: [user(text)], tools });
    expect(calls).toEqual([{ name: 'payments__list_refunds', input: { invoice_id: 'INV-2031' } }]);
    expect(said).toBe('Nothing was refunded for INV-2031.');
  });

  test('looks an invoice up', () => {
    const { said } = play({ messages: [user('What is the status of INV-2031?')], tools });
    expect(said).toContain('EUR 480.00 for Acme GmbH (tenant acme), paid');
  });
});

describe('plain orders', () => {
  const tools = { ...billing, ...payments, ...ask('Blue') };

  test('calls a tool by its bare or its full name and reports the result', () => {
    for (const name of ['find_invoice', 'billing__find_invoice', 'billing.find_invoice']) {
      const { calls, said } = play({ messages: [user(`call ${name} {"id":"INV-2031"}`)], tools });
      expect(calls).toEqual([{ name: 'billing__find_invoice', input: { id: 'INV-2031' } }]);
      expect(said).toContain('"customer":"Acme GmbH"');
    }
  });

  test('calls several tools at once', () => {
    const { calls, messages } = play({
      messages: [
        user(
          'call find_invoice {"id":"INV-2031"}\ncall get_charge {\n  "invoice_id": "INV-2031"\n}\ncall list_refunds',
        ),
      ],
      tools,
    });
    expect(calls.map(({ name }) => name)).toEqual([
      'billing__find_invoice',
      'payments__get_charge',
      'payments__list_refunds',
    ]);
    expect(messages.filter(({ role }) => role === 'assistant')).toHaveLength(2);
  });

  test('reports errors and unknown tools plainly', () => {
    expect(play({ messages: [user('call find_invoice {"id":"INV-1"}')], tools }).said).toContain(
      '`find_invoice` failed: There is no invoice INV-1',
    );
    expect(play({ messages: [user('call nothing {}')], tools }).said).toContain(
      'There is no tool `nothing` here',
    );
  });

  test('asks with options and reports the answer', () => {
    const { calls, said } = play({ messages: [user('ask Which colour? | Red | Blue')], tools });
    expect(calls).toEqual([
      { name: 'ask_user_question', input: { question: 'Which colour?', options: ['Red', 'Blue'] } },
    ]);
    expect(said).toBe('You answered: Blue');
  });

  test('replies with exactly as many words, or exactly the words', () => {
    expect(play({ messages: [user('reply with 500 words')], tools }).said.split(' ')).toHaveLength(500);
    expect(play({ messages: [user('reply exactly: Hello | there')], tools }).said).toBe('Hello | there');
  });
});

test('says what it is to anything else, with orders that work', () => {
  const { said, calls } = play({ messages: [user('What is the capital of France?')], tools: billing });
  expect(calls).toEqual([]);
  expect(said).toContain('simulated model');
  expect(said).toContain('call find_invoice {"id":"INV-2031"}');
  expect(said).not.toContain('Paris');
});
