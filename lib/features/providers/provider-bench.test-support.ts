import type { Role } from '@/lib/contract/permissions';
import { createModelGateway } from '@/lib/gateways/model/model-gateway';
import { readEnv } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { createLogger } from '@/lib/platform/logger';
import { createSecretBox } from '@/lib/platform/secret-box';
import type { Harness } from '@/lib/runtime/harness';
import { openDatabase } from '@/lib/storage/database';
import { scopeOf } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';

export type ProviderBench = {
  /** The context of somebody with this role, in the bench's organisation or another one. */
  as(role: Role, organisationId?: string): FeatureContext;
  /** The same with variables of the environment. */
  withVariables(context: FeatureContext, variables: Record<string, string>): FeatureContext;
  close(): Promise<void>;
};

/** Use cases of providers and models on the test database, with the real gateway behind them. */
export function openProviderBench(): ProviderBench {
  const env = readEnv({
    DATABASE_URL: process.env['DATABASE_URL'],
    TACKROOM_SECRET: 'only-for-tests-0123456789',
  });
  const database = openDatabase(env.databaseUrl);
  const secretBox = createSecretBox({ secret: env.secret });
  const models = createModelGateway({ database, secretBox, allowHosts: ['127.0.0.0/8'] });
  const ownOrganisation = newId('organisation');
  return {
    as: (role, organisationId = ownOrganisation) => ({
      principal: { organisationId, userId: newId('user'), role, credential: { kind: 'sign_in', id: 'test' } },
      scope: scopeOf(database, organisationId),
      // These use cases reach no other part of the harness.
      harness: { models } as Harness,
      secretBox,
      env,
      logger: createLogger('off'),
      requestId: 'req_test',
    }),
    withVariables: (context, variables) => ({ ...context, env: { ...context.env, raw: variables } }),
    close: () => database.close(),
  };
}
