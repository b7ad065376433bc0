import { permissions, personalPermissions, type Permission } from '@/lib/contract/permissions';
import type { Env } from '@/lib/platform/env';
import type { Logger } from '@/lib/platform/logger';
import { hashPassword } from '@/lib/platform/password';
import type { SecretBox } from '@/lib/platform/secret-box';
import { createApiKey } from '@/lib/storage/api-keys';
import { recordAudit } from '@/lib/storage/audit';
import type { Database } from '@/lib/storage/database';
import { createFirstOrganisation } from '@/lib/storage/organisations';
import type { Scope } from '@/lib/storage/scope';
import { createUser } from '@/lib/storage/users';

export type BootstrapResult = { created: boolean; scope: Scope; ownerId: string };

type Deps = { database: Database; env: Pick<Env, 'init' | 'demo'>; secretBox: SecretBox; logger: Logger };

/**
 * Makes the first organisation when the database has no user yet: its owner, in a demo a person with the role
 * `user`, and the API key that was asked for. The passwords come from the launcher, which prints them once.
 */
export async function bootstrapOrganisation({
  database,
  env,
  secretBox,
  logger,
}: Deps): Promise<BootstrapResult> {
  const { adminEmail, adminPassword, userEmail, userPassword, apiKey } = env.init;
  const result = await createFirstOrganisation(database, {
    slug: 'main',
    name: env.demo ? 'Acme' : 'My organisation',
    fill: async (scope) => {
      if (adminPassword === undefined) {
        throw new Error(
          "The database is empty and TACKROOM_INIT_ADMIN_PASSWORD is not set. Set it to the first administrator's password and start again.",
        );
      }
      const owner = await createUser(scope, {
        email: adminEmail ?? 'admin@tackroom.local',
        name: 'Administrator',
        role: 'owner',
        passwordHash: await hashPassword(adminPassword),
      });
      const audit = { actorId: owner.id, detail: { by: 'first start' } };
      await recordAudit(scope, {
        ...audit,
        action: 'user.created',
        targetType: 'user',
        targetName: owner.email,
      });
      if (userPassword !== undefined) {
        const user = await createUser(scope, {
          email: userEmail ?? 'user@tackroom.local',
          name: 'Demo user',
          role: 'user',
          passwordHash: await hashPassword(userPassword),
          createdBy: owner.id,
        });
        await recordAudit(scope, {
          ...audit,
          action: 'user.created',
          targetType: 'user',
          targetName: user.email,
        });
      }
      if (apiKey !== undefined) {
        await createApiKey(scope, {
          userId: owner.id,
          name: 'First key',
          hash: secretBox.fingerprint(apiKey),
          last4: apiKey.slice(-4),
          scopes: permissions.filter((permission) => !isPersonal(permission)),
          expiresAt: null,
          createdBy: owner.id,
        });
        await recordAudit(scope, {
          ...audit,
          action: 'api_key.created',
          targetType: 'api_key',
          targetName: 'First key',
        });
      }
      return owner.id;
    },
  });
  if (result.created)
    logger.info(
      { organisation_id: result.scope.organisationId },
      'Created the first organisation and its owner.',
    );
  return result;
}

function isPersonal(permission: Permission): boolean {
  const personal: readonly Permission[] = personalPermissions;
  return personal.includes(permission);
}
