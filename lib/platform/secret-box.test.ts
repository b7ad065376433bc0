import { describe, expect, it } from 'vitest';
import { createSecretBox } from './secret-box';

const origin = 'https://api.example';
const old = createSecretBox({ secret: 'the-first-secret-0123' });
const rotating = createSecretBox({
  secret: 'the-second-secret-012',
  previousSecret: 'the-first-secret-0123',
});
const rotated = createSecretBox({ secret: 'the-second-secret-012' });

describe('rotating the secret', () => {
  it('seals anew what the previous secret holds, once, so that the new one alone opens it', () => {
    const sealed = old.seal('plain', origin);
    expect(rotating.open(sealed, origin)).toBe('plain');
    expect(() => rotated.open(sealed, origin)).toThrow('cannot be opened');
    const resealed = rotating.reseal(sealed, origin) ?? '';
    expect(rotated.open(resealed, origin)).toBe('plain');
    expect(rotating.reseal(resealed, origin)).toBeUndefined();
    expect(rotated.reseal(sealed, origin)).toBeUndefined();
  });

  it('never moves a secret to another origin', () => {
    expect(rotating.reseal(old.seal('plain', origin), 'https://other.example')).toBeUndefined();
  });

  it('knows the fingerprint a key had before', () => {
    expect(rotating.formerFingerprint('key')).toBe(old.fingerprint('key'));
    expect(rotating.fingerprint('key')).toBe(rotated.fingerprint('key'));
    expect(rotated.formerFingerprint('key')).toBeUndefined();
  });
});
