import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeInvisible, readableJson, readableText } from './escape-invisible';

describe('escapeInvisible', () => {
  it.each([
    ['Acme\u202eHbmG', 'Acme\\u202eHbmG'],
    ['a\u200bb', 'a\\u200bb'],
    ['bell\u0007', 'bell\\u0007'],
    ['one\ntwo\tthree\r', 'one\\ntwo\\tthree\\r'],
    ['tag\u{e0041}', 'tag\\udb40\\udc41'],
    ['plain, Zürich €', 'plain, Zürich €'],
  ])('shows %j as %s', (text, shown) => {
    expect(escapeInvisible(text)).toBe(shown);
  });

  it('leaves no control, format or direction character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeInvisible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('readableJson', () => {
  it('stays the same value when it is parsed again, so that it can be edited', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.parse(readableJson(value))).toEqual(value);
      }),
    );
    expect(JSON.parse(readableJson({ to: 'Acme\u202e' }))).toEqual({ to: 'Acme\u202e' });
  });

  it('lays out JSON text and leaves other text in its lines', () => {
    expect(readableText('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readableText('not json\nat all\u200b')).toBe('not json\nat all\\u200b');
  });
});
