import type { Principal } from '@/lib/contract/principal';
import type { App } from '@/lib/compose';
import type { FeatureContext } from '@/lib/features/feature-context';
import { scopeOf } from '@/lib/storage/scope';

/** What use cases get, made from who asks: the scope is the principal's organisation and no other. */
export function contextFor(app: App, principal: Principal, requestId: string): FeatureContext {
  return {
    principal,
    scope: scopeOf(app.database, principal.organisationId),
    harness: app.harness,
    secretBox: app.secretBox,
    env: app.env,
    logger: app.logger,
    requestId,
  };
}
