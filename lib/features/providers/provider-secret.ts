import type { ProviderType } from '@/lib/contract/provider';
import { providerOrigin } from '@/lib/gateways/model/provider-address';
import { AppError } from '@/lib/platform/app-error';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { ProviderRecord } from '@/lib/storage/providers';

export type StoredSecret = Pick<ProviderRecord, 'secret' | 'secretLast4'>;

export const noSecret: StoredSecret = { secret: null, secretLast4: null };

const shownFrom = 12;

/** A key as it is stored: sealed for the one origin it may be sent to. */
export function sealKey(
  secretBox: SecretBox,
  key: string,
  provider: { type: ProviderType; baseUrl: string | null },
): StoredSecret {
  const plain = key.trim();
  if (plain === '' || !/^[\x21-\x7e]+$/.test(plain)) {
    throw new AppError(
      'invalid_request',
      'An API key has no spaces, line breaks or accents in it. Copy it again.',
      {
        param: 'auth.api_key',
      },
    );
  }
  return {
    secret: secretBox.seal(plain, providerOrigin(provider)),
    // Four characters of a short key would be too much of it.
    secretLast4: plain.length >= shownFrom ? plain.slice(-4) : null,
  };
}
