/** Cents as the decimal number that the demo's tools speak. */
export function toDecimal(cents: number | bigint): number {
  return Number(cents) / 100;
}

/** An amount as people write it, with its currency: `EUR 480.00`. */
export function formatMoney(cents: number, currency: string): string {
  const whole = Math.floor(cents / 100).toLocaleString('en-US');
  return `${currency} ${whole}.${String(cents % 100).padStart(2, '0')}`;
}
