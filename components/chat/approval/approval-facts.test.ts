import { describe, expect, it } from 'vitest';
import { approvalFacts } from './approval-facts';
import { editedNames } from './edited-names';

describe('approvalFacts', () => {
  it('puts money and recipient first, then the other plain arguments', () => {
    const { facts, isComplete } = approvalFacts({
      invoice_id: 'INV-2031',
      recipient: 'Acme GmbH',
      iban: 'DE89',
      amount: 480,
      currency: 'EUR',
      dryRun: false,
    });
    expect(facts.map(({ label, text, detail }) => [label, text, detail])).toEqual([
      ['Amount', '€480.00', undefined],
      ['To', 'Acme GmbH', 'DE89'],
      ['Invoice', 'INV-2031', undefined],
      ['Dry run', 'false', undefined],
    ]);
    expect(isComplete).toBe(true);
  });

  it.each([
    [{ amount: 480.005, currency: 'EUR' }, '€480.005'],
    [{ amount_cents: 48_000, currency: 'eur' }, '€480.00'],
    [{ amount_minor: 500, currency: 'JPY' }, '¥500'],
    [{ amount: '1200.50', currency: 'USD' }, '$1,200.50'],
    [{ amount: 1234.5 }, '1,234.5'],
    [{ amount: -3, currency: 'USD' }, '-$3.00'],
  ])('shows the exact sum of %j', (args, text) => {
    expect(approvalFacts(args).facts[0]?.text).toBe(text);
  });

  it('does not hide what it cannot show: the raw view is announced as the complete one', () => {
    expect(approvalFacts({ items: [1, 2] }).isComplete).toBe(false);
    expect(approvalFacts({ note: 'x'.repeat(400) }).isComplete).toBe(false);
    expect(approvalFacts({ to: { name: 'Acme', nested: { a: 1 } } }).isComplete).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field_${index}`, index]));
    expect(approvalFacts(many).isComplete).toBe(false);
  });

  it('keeps deceiving characters visible', () => {
    expect(approvalFacts({ to: 'Acme\u202eevil' }).facts[0]?.text).toBe('Acme\\u202eevil');
  });
});

describe('editedNames', () => {
  it('names what was changed, added and removed', () => {
    expect(editedNames({ a: 1, b: [1], c: 2 }, { a: 1, b: [2], d: 3 })).toEqual(['b', 'c', 'd']);
  });
});
