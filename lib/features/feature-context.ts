import type { Principal } from '@/lib/contract/principal';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { Env } from '@/lib/platform/env';
import type { Logger } from '@/lib/platform/logger';
import type { Harness } from '@/lib/runtime/harness';
import type { Scope } from '@/lib/storage/scope';

/** What every use case gets: who asks, whose data, and the composed runtime. */
export type FeatureContext = {
  principal: Principal;
  scope: Scope;
  harness: Harness;
  secretBox: SecretBox;
  env: Env;
  logger: Logger;
  requestId: string;
};
