import { describe, expect, it } from 'vitest';
import { safeCallbackPath } from './safe-callback-path';

describe('safeCallbackPath', () => {
  it.each(['/traces', '/traces/run_1?step=stp_2', '/agents/refund-assistant#top'])(
    'keeps the path %s',
    (path) => {
      expect(safeCallbackPath(path)).toBe(path);
    },
  );

  it.each([
    'https://elsewhere.example/x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    'traces',
    '',
    null,
    undefined,
    '/',
    '/sign-in?callbackUrl=/x',
    'http://[',
  ])('answers the start page for %s', (asked) => {
    expect(safeCallbackPath(asked)).toBe('/agents');
  });
});
