import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what the database keeps for us, with keys derived from the installation's secret. */
export type SecretBox = {
  /** `boundTo` names the origin a secret may be sent to; opening it for another origin fails. */
  seal(plain: string, boundTo: string): string;
  open(sealed: string, boundTo: string): string;
  /** The same sealed anew when it was sealed under the previous secret; undefined when there is nothing to do. */
  reseal(sealed: string, boundTo: string): string | undefined;
  /** Keyed digest of an API key: what the database holds instead of it. */
  fingerprint(value: string): string;
  /** What the digest was before the secret was rotated; undefined without a previous secret. */
  formerFingerprint(value: string): string | undefined;
};

const version = 'v1';

/** AES-256-GCM with a random nonce; the previous secret still opens what was sealed before a rotation. */
export function createSecretBox(options: { secret: string; previousSecret?: string | undefined }): SecretBox {
  const key = derive(options.secret, 'seal');
  const { previousSecret } = options;
  const formerKey = previousSecret === undefined ? undefined : derive(previousSecret, 'seal');
  const keys = formerKey === undefined ? [key] : [key, formerKey];
  const fingerprintKey = derive(options.secret, 'fingerprint');
  const formerFingerprintKey =
    previousSecret === undefined ? undefined : derive(previousSecret, 'fingerprint');
  const box: SecretBox = {
    seal(plain, boundTo) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [
        version,
        nonce.toString('base64url'),
        body.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
      ].join('.');
    },
    open(sealed, boundTo) {
      for (const candidate of keys) {
        const plain = tryOpen(candidate, sealed, boundTo);
        if (plain !== undefined) return plain;
      }
      throw new Error(
        'A stored secret cannot be opened: it belongs to another address or another TACKROOM_SECRET.',
      );
    },
    reseal(sealed, boundTo) {
      if (formerKey === undefined || tryOpen(key, sealed, boundTo) !== undefined) return undefined;
      const plain = tryOpen(formerKey, sealed, boundTo);
      return plain === undefined ? undefined : box.seal(plain, boundTo);
    },
    fingerprint: (value) => keyedDigest(fingerprintKey, value),
    formerFingerprint: (value) =>
      formerFingerprintKey === undefined ? undefined : keyedDigest(formerFingerprintKey, value),
  };
  return box;
}

function keyedDigest(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'tackroom', purpose, 32));
}

function tryOpen(key: Buffer, sealed: string, boundTo: string): string | undefined {
  const [label, nonce, body, tag] = sealed.split('.');
  if (label !== version || !nonce || body === undefined || !tag) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
    decipher.setAAD(Buffer.from(boundTo)).setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(Buffer.from(body, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
