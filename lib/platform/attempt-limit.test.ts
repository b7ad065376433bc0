import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit';

describe('AttemptLimit', () => {
  it('counts a whole /64 of IPv6 as one address, and an IPv4 address mapped into IPv6 as itself', () => {
    const limit = new AttemptLimit();
    for (let index = 0; index < 5; index += 1)
      limit.failed({ email: 'a@b.c', address: `2001:db8::${index}` }, 0);
    expect(limit.waitSeconds({ email: 'a@b.c', address: '2001:db8::ffff' }, 1)).toBeGreaterThan(0);
    expect(limit.waitSeconds({ email: 'a@b.c', address: '2001:db8:1::1' }, 1)).toBe(0);
    for (let index = 0; index < 5; index += 1)
      limit.failed({ email: 'd@e.f', address: '::ffff:192.0.2.9' }, 0);
    expect(limit.waitSeconds({ email: 'd@e.f', address: '192.0.2.9' }, 1)).toBeGreaterThan(0);
  });

  it('ends guessing at one email from many addresses, and at many emails from one address', () => {
    const limit = new AttemptLimit();
    for (let index = 0; index < 30; index += 1)
      limit.failed({ email: 'a@b.c', address: `192.0.2.${index}` }, 0);
    expect(limit.waitSeconds({ email: 'a@b.c', address: '203.0.113.1' }, 1)).toBeGreaterThan(0);
    for (let index = 0; index < 60; index += 1)
      limit.failed({ email: `${index}@b.c`, address: '198.51.100.7' }, 0);
    expect(limit.waitSeconds({ email: 'new@b.c', address: '198.51.100.7' }, 1)).toBeGreaterThan(0);
  });

  it('forgets an account’s failures when it succeeds, but not those of its address', () => {
    const limit = new AttemptLimit();
    const attempt = { email: 'a@b.c', address: '192.0.2.1' };
    for (let index = 0; index < 60; index += 1)
      limit.failed({ email: `${index}@b.c`, address: attempt.address }, 0);
    limit.succeeded(attempt);
    expect(limit.waitSeconds(attempt, 1)).toBeGreaterThan(0);
  });
});
