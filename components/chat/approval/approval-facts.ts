import type { CallArguments } from '@/lib/client/turn-state/call-arguments';
import { escapeInvisible } from './escape-invisible';

export type Fact = {
  /** Name of the argument it stands for. */
  name: string;
  label: string;
  text: string;
  detail?: string;
  isProminent: boolean;
};

const factsMax = 8;
const textLengthMax = 240;
const amountName = /^(.*_)?(amount|total|sum|value|price)(_(cents|minor|minor_units))?$/i;
const minorName = /_(cents|minor|minor_units)$/i;
const currencyName = /^(.*_)?currency(_code)?$/i;
const recipientNames = [
  'to',
  'recipient',
  'recipient_name',
  'payee',
  'beneficiary',
  'destination',
  'send_to',
  'email',
  'customer_name',
  'customer',
  'account',
  'account_id',
  'tenant',
  'channel',
];
const recipientDetails = ['iban', 'account', 'account_number', 'email', 'address'];

/**
 * What a call would do, as a person reads it: the money, who gets it, then the other plain arguments. `isComplete`
 * says whether every argument is shown in full; the raw view always is.
 */
export function approvalFacts(args: CallArguments): { facts: Fact[]; isComplete: boolean } {
  const used = new Set<string>();
  const facts = [amountFact(args, used), recipientFact(args, used)].filter((fact) => fact !== null);
  const others = Object.entries(args).filter(([name]) => !used.has(name));
  let isComplete = !facts.some((fact) => fact.text.endsWith('…') || fact.detail?.endsWith('…'));
  for (const [name, value] of others) {
    const text = scalarText(value);
    if (text === null || facts.length >= factsMax) {
      isComplete = false;
      continue;
    }
    if (text.length > textLengthMax) isComplete = false;
    facts.push({ name, label: labelOf(name), text: shorten(text), isProminent: false });
  }
  return { facts, isComplete };
}

function amountFact(args: CallArguments, used: Set<string>): Fact | null {
  const entry = Object.entries(args).find(
    ([name, value]) => amountName.test(name) && numberOf(value) !== null,
  );
  const amount = entry ? numberOf(entry[1]) : null;
  if (!entry || amount === null) return null;
  const [name] = entry;
  const currency = Object.entries(args).find(
    ([other, value]) => currencyName.test(other) && isCurrency(value),
  );
  used.add(name);
  if (currency) used.add(currency[0]);
  const code = currency ? String(currency[1]).toUpperCase() : null;
  const text =
    code === null ? plainNumber(amount) : moneyText({ amount, code, isMinor: minorName.test(name) });
  return { name, label: labelOf(name.replace(minorName, '')), text, isProminent: true };
}

function recipientFact(args: CallArguments, used: Set<string>): Fact | null {
  const name = recipientNames.find(
    (candidate) => scalarText(args[candidate]) || isPlainObject(args[candidate]),
  );
  if (name === undefined) return null;
  const value = args[name];
  if (isPlainObject(value)) {
    const parts = Object.values(value).map(scalarText);
    // Something nested deeper would be left out: the raw view alone shows it whole.
    if (parts.some((part) => part === null) || parts.length > 3) return null;
    used.add(name);
    const [first = '', ...rest] = parts.map((part) => shorten(part ?? ''));
    return { name, label: recipientLabel(name), text: first, detail: rest.join(' · '), isProminent: true };
  }
  used.add(name);
  const fact: Fact = {
    name,
    label: recipientLabel(name),
    text: shorten(scalarText(value) ?? ''),
    isProminent: true,
  };
  const detailName = recipientDetails.find((candidate) => candidate !== name && scalarText(args[candidate]));
  if (detailName === undefined) return fact;
  used.add(detailName);
  return { ...fact, detail: shorten(scalarText(args[detailName]) ?? '') };
}

function moneyText({ amount, code, isMinor }: { amount: number; code: string; isMinor: boolean }): string {
  const digits =
    new Intl.NumberFormat('en-US', { style: 'currency', currency: code }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const major = isMinor ? amount / 10 ** digits : amount;
  // No rounding: a person decides about the exact sum.
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: code,
    maximumFractionDigits: 20,
  }).format(major);
}

function plainNumber(amount: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 }).format(amount);
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : null;
}

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z]{3}$/i.test(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return escapeInvisible(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : null;
}

function shorten(text: string): string {
  return text.length > textLengthMax ? `${text.slice(0, textLengthMax)}…` : text;
}

function recipientLabel(name: string): string {
  return ['to', 'recipient', 'recipient_name', 'send_to', 'payee', 'beneficiary'].includes(name)
    ? 'To'
    : labelOf(name);
}

/** `invoice_id` reads as "Invoice", `dueDate` as "Due date". */
function labelOf(name: string): string {
  const words = escapeInvisible(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/(?<=\S) id$/, '');
  return words === '' ? name : words === 'id' ? 'Id' : words[0]?.toUpperCase() + words.slice(1);
}
