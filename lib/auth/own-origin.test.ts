import { describe, expect, it } from 'vitest';
import { isOwnOrigin, requireOwnOrigin } from './own-origin';

const local = { publicUrl: undefined, port: 3000 };
const hosted = { publicUrl: 'https://tackroom.example.com/', port: 3000 };

describe('isOwnOrigin', () => {
  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://127.8.9.1:3000',
    'http://app.localhost:3000',
  ])('takes the loopback name %s on our port', (origin) => expect(isOwnOrigin(origin, local)).toBe(true));

  it.each([
    null,
    'null',
    '',
    'http://localhost',
    'http://localhost:3001',
    'https://localhost:3000',
    'http://localhost.evil.test:3000',
    'http://evil.test:3000',
    'http://127.0.0.1.evil.test:3000',
    'file://',
    'http://192.168.1.1:3000',
  ])('refuses %s', (origin) => expect(isOwnOrigin(origin, local)).toBe(false));

  it('takes the public URL and nothing else once there is one', () => {
    expect(isOwnOrigin('https://tackroom.example.com', hosted)).toBe(true);
    expect(isOwnOrigin('http://tackroom.example.com', hosted)).toBe(false);
    expect(isOwnOrigin('https://tackroom.example.com:444', hosted)).toBe(false);
    expect(isOwnOrigin('http://localhost:3000', hosted)).toBe(false);
  });
});

describe('requireOwnOrigin', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s without or with a foreign Origin', (method) => {
    const request = (headers: HeadersInit) =>
      new Request('http://localhost:3000/api/v1/x', { method, headers });
    expect(() => requireOwnOrigin(request({}), local)).toThrow('Origin');
    expect(() => requireOwnOrigin(request({ origin: 'null' }), local)).toThrow('Origin');
    expect(() => requireOwnOrigin(request({ origin: 'http://localhost:3000' }), local)).not.toThrow();
  });

  it('asks nothing of a method that changes nothing', () => {
    expect(() => requireOwnOrigin(new Request('http://localhost:3000/'), local)).not.toThrow();
  });
});
