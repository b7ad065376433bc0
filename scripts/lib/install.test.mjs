import { describe, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

const lock = {
  packages: {
    '': { name: 'tackroom' },
    'node_modules/next': { version: '1.0.0' },
    'node_modules/vitest': { version: '2.0.0', dev: true },
    'node_modules/binary-for-elsewhere': { version: '3.0.0', optional: true },
  },
};
const record = (versions) => ({
  packages: Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
  ),
});

describe('an install', () => {
  test('is complete when every package has the version of the lock file, other platforms left out', () => {
    expect(isInstalled(lock, record({ next: '1.0.0', vitest: '2.0.0' }), { withDevelopment: true })).toBe(
      true,
    );
  });

  test('is stale when a package is missing or of another version', () => {
    expect(isInstalled(lock, record({ vitest: '2.0.0' }), { withDevelopment: true })).toBe(false);
    expect(isInstalled(lock, record({ next: '0.9.0', vitest: '2.0.0' }), { withDevelopment: true })).toBe(
      false,
    );
  });

  test('needs what only tests use for tests alone', () => {
    expect(isInstalled(lock, record({ next: '1.0.0' }), { withDevelopment: false })).toBe(true);
    expect(isInstalled(lock, record({ next: '1.0.0' }), { withDevelopment: true })).toBe(false);
  });
});
