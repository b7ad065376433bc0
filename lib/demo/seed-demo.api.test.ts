import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeatureContext } from '@/lib/features/feature-context';
import { readEnv } from '@/lib/platform/env';
import { createLogger } from '@/lib/platform/logger';
import { createSecretBox } from '@/lib/platform/secret-box';
import type { Harness } from '@/lib/runtime/harness';
import { newId } from '@/lib/platform/ids';
import { findAgent } from '@/lib/storage/agents';
import { listToolPolicies } from '@/lib/storage/mcp-tools';
import { findSkillVersion } from '@/lib/storage/skills';
import { scopeOf } from '@/lib/storage/scope';
import { openDemoTestBench, type DemoTestBench } from './demo-bench.test-support';
import { seedDemo } from './seed-demo';

let bench: DemoTestBench;
let context: FeatureContext;
const signal = new AbortController().signal;
const ensureModel = async () => undefined;

beforeAll(async () => {
  bench = await openDemoTestBench();
  const organisationId = newId('organisation');
  const env = readEnv({ ...process.env, TACKROOM_SECRET: 'only-for-tests-0123456789' });
  context = {
    principal: {
      organisationId,
      userId: newId('user'),
      role: 'owner',
      credential: { kind: 'sign_in', id: 'test' },
    },
    scope: scopeOf(bench.scope.database, organisationId),
    // Saving the agent asks for its model; nothing else of the harness is reached.
    harness: {
      toolServers: bench.gateway,
      models: { describe: async () => ({ name: 'simulated/demo' }) },
    } as unknown as Harness,
    secretBox: createSecretBox({ secret: env.secret }),
    env,
    logger: createLogger('off'),
    requestId: 'req_test',
  };
});
afterAll(() => bench.close());

test('the demo is what its guided task needs, flagged as an administrator would, with one tool nobody reviewed', async () => {
  await seedDemo(context, { ensureModel, signal });
  const policies = await listToolPolicies(context.scope, ['billing', 'payments']);
  expect(policies.map(({ server, name, effect }) => `${server}/${name} ${effect}`)).toEqual([
    'billing/extend_due_date unset',
    'billing/find_invoice read_only',
    'billing/invoice_totals read_only',
    'billing/list_invoices read_only',
    'billing/void_invoice destructive',
    'payments/get_charge read_only',
    'payments/issue_refund destructive',
    'payments/list_refunds read_only',
  ]);
  expect((await findSkillVersion(context.scope, 'refund-policy'))?.files.map(({ path }) => path)).toEqual([
    'SKILL.md',
    'references/limits-by-country.md',
  ]);
  expect(await findAgent(context.scope, 'refund-assistant')).toMatchObject({ latestVersion: 1 });
});

test('a second start adds nothing and brings nothing back that somebody deleted', async () => {
  await context.scope.prisma.agent.deleteMany({ where: { organisationId: context.scope.organisationId } });
  await seedDemo(context, { ensureModel, signal });
  expect(await findAgent(context.scope, 'refund-assistant')).toBeNull();
});
