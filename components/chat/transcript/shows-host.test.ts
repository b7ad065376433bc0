import { describe, expect, it } from 'vitest';
import { showsHost } from './shows-host';

const url = new URL('https://evil.example/login');

describe('showsHost', () => {
  it.each(['evil.example', 'https://evil.example/login', 'HTTPS://Evil.example/other', ' Evil.Example '])(
    'takes %j as the address itself',
    (words) => expect(showsHost(words, url)).toBe(true),
  );

  it.each([
    'https://bank.example/?to=evil.example',
    'bank.example (not evil.example)',
    'notevil.example',
    'https://evil.example@bank.example/',
    'http://evil.example/login',
    'Sign in',
  ])('does not let %j stand for it', (words) => expect(showsHost(words, url)).toBe(false));
});
