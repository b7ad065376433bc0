import ipaddr from 'ipaddr.js';

const windowMs = 5 * 60_000;
const keysMax = 50_000;

/** Failures allowed within five minutes, by what they are counted for. */
const limits = { account: 5, email: 30, address: 60 } as const;

type Attempt = { email: string; address: string };

/**
 * Counts failed sign-ins per account and address, per email and per address, in this process. A success clears
 * the account's own count only, so that one known password does not reset guessing at others.
 */
export class AttemptLimit {
  readonly #failures = new Map<string, { count: number; until: number }>();

  /** Seconds to wait before the next attempt; 0 when it may be made now. */
  waitSeconds(attempt: Attempt, now: number): number {
    const waits = keysOf(attempt).map(({ key, limit }) => {
      const entry = this.#failures.get(key);
      return entry && entry.count >= limit && entry.until > now ? Math.ceil((entry.until - now) / 1000) : 0;
    });
    return Math.max(...waits);
  }

  failed(attempt: Attempt, now: number): void {
    for (const { key } of keysOf(attempt)) {
      const entry = this.#failures.get(key);
      if (entry && entry.until > now) entry.count += 1;
      else {
        if (this.#failures.size >= keysMax) this.#failures.delete(this.#failures.keys().next().value ?? key);
        this.#failures.delete(key);
        this.#failures.set(key, { count: 1, until: now + windowMs });
      }
    }
  }

  succeeded(attempt: Attempt): void {
    this.#failures.delete(accountKey(attempt));
  }
}

function keysOf(attempt: Attempt): { key: string; limit: number }[] {
  return [
    { key: accountKey(attempt), limit: limits.account },
    { key: `email ${attempt.email}`, limit: limits.email },
    { key: `address ${addressGroup(attempt.address)}`, limit: limits.address },
  ];
}

function accountKey({ email, address }: Attempt): string {
  return `account ${email} ${addressGroup(address)}`;
}

/** One subscriber owns a whole /64 of IPv6: rotating inside it must not start a new count. */
function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString();
}
