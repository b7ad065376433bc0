import { providerOrigin } from '@/lib/gateways/model/provider-address';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { Database } from '@/lib/storage/database';
import { listSealedSecrets, replaceSealedSecret, type SealedSecret } from '@/lib/storage/sealed-secrets';

/**
 * Seals provider keys and server credentials under the current secret where the previous one still holds them, so that
 * TACKROOM_SECRET_PREVIOUS can be dropped. Runs at every start, changes nothing the second time, answers how many it
 * sealed.
 */
export async function resealSecrets({
  database,
  secretBox,
}: {
  database: Database;
  secretBox: SecretBox;
}): Promise<number> {
  let count = 0;
  for (const secret of await listSealedSecrets(database)) {
    const resealed = secretBox.reseal(secret.sealed, originOf(secret));
    if (resealed === undefined) continue;
    await replaceSealedSecret(database, secret, resealed);
    count += 1;
  }
  return count;
}

function originOf(secret: SealedSecret): string {
  return secret.kind === 'provider' ? providerOrigin(secret) : new URL(secret.url).origin;
}
