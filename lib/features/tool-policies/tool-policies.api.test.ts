import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToolPolicyQuery } from '@/lib/contract/tool-policy';
import { newId } from '@/lib/platform/ids';
import { listToolPolicies as policiesOfTheGate } from '@/lib/storage/mcp-tools';
import { syncMcpTools, type ToolDefinitionRecord } from '@/lib/storage/sync-mcp-tools';
import { createMcpServer } from '@/lib/storage/mcp-servers';
import { openServerBench, type ServerBench } from '../mcp-servers/server-bench.test-support';
import { flagTool, flagTools, listServerTools, listToolPolicies } from '.';

let bench: ServerBench;
const all: ToolPolicyQuery = { limit: 100 };

function definition(name: string, annotations = {}, description = name): ToolDefinitionRecord {
  return {
    name,
    description,
    inputSchema: { type: 'object' },
    outputSchema: null,
    annotations,
    digest: `sha256:${name}${description}`,
  };
}

async function addServer(name: string, tools: ToolDefinitionRecord[]): Promise<string> {
  const { scope } = bench.as('admin');
  const auth = {
    url: null,
    authType: 'none',
    authHeader: null,
    secret: null,
    secretLast4: null,
    builtin: null,
  };
  const server = await createMcpServer(scope, {
    name,
    description: '',
    transport: 'streamable_http',
    ...auth,
    createdBy: 'test',
  });
  if (!server) throw new Error(`${name} exists`);
  await syncMcpTools(scope, server.id, tools);
  return server.id;
}

let payments = '';
beforeAll(async () => {
  bench = openServerBench();
  payments = await addServer('payments', [
    definition('get_charge', { readOnlyHint: true }),
    definition('issue_refund', { destructiveHint: true }),
    definition('mystery'),
  ]);
  await addServer('slack', [
    definition('post_message', { readOnlyHint: false, destructiveHint: false, idempotentHint: true }),
  ]);
});
afterAll(() => bench.close());

const effectAtTheGate = async (name: string) =>
  (await policiesOfTheGate(bench.as('admin').scope, ['payments', 'slack'])).find(
    (tool) => tool.name === name,
  );

describe('flags', () => {
  test('start unset for every tool, whatever its server hints', async () => {
    const { data } = await listToolPolicies(bench.as('auditor'), all);
    expect(
      data.map(({ server, name, effect, suggested_effect }) => [server, name, effect, suggested_effect]),
    ).toEqual([
      ['payments', 'get_charge', 'unset', 'read_only'],
      ['payments', 'issue_refund', 'unset', 'destructive'],
      ['payments', 'mystery', 'unset', null],
      ['slack', 'post_message', 'unset', 'write'],
    ]);
  });

  test('are given by an admin, reach the gate at once and leave who, from and to in the audit log', async () => {
    const admin = bench.as('admin');
    expect(
      await flagTool(admin, { server: 'payments', name: 'issue_refund' }, { effect: 'destructive' }),
    ).toMatchObject({ effect: 'destructive', state: 'ok' });
    expect(await effectAtTheGate('issue_refund')).toMatchObject({ effect: 'destructive', enabled: true });
    const entry = await admin.scope.prisma.auditEntry.findFirstOrThrow({
      where: { organisationId: admin.scope.organisationId, targetName: 'payments/issue_refund' },
    });
    expect(entry).toMatchObject({
      action: 'tool.flagged',
      actorId: admin.principal.userId,
      detail: { effect: { from: 'unset', to: 'destructive' } },
    });
  });

  test('are for admins alone', async () => {
    for (const role of ['builder', 'user', 'auditor'] as const) {
      await expect(
        flagTool(bench.as(role), { server: 'payments', name: 'issue_refund' }, { effect: 'read_only' }),
      ).rejects.toMatchObject({ status: 403 });
    }
    expect(await effectAtTheGate('issue_refund')).toMatchObject({ effect: 'destructive' });
  });

  test('of another organisation do not exist', async () => {
    const stranger = bench.as('owner', newId('organisation'));
    await expect(
      flagTool(stranger, { server: 'payments', name: 'issue_refund' }, { effect: 'read_only' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(listServerTools(stranger, 'payments')).rejects.toMatchObject({ status: 404 });
  });

  test('in bulk are written for all or none', async () => {
    const tools = [
      { server: 'payments', name: 'get_charge' },
      { server: 'payments', name: 'nowhere' },
    ];
    await expect(
      flagTools(bench.as('admin'), { tools, patch: { effect: 'read_only' } }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await effectAtTheGate('get_charge')).toMatchObject({ effect: 'unset' });
  });

  test('accepted from hints leave tools without hints as they are', async () => {
    const tools = [
      { server: 'payments', name: 'get_charge' },
      { server: 'payments', name: 'mystery' },
      { server: 'slack', name: 'post_message' },
    ];
    const flagged = await flagTools(bench.as('admin'), { tools, patch: { accept_hints: true } });
    expect(flagged.map(({ name, effect, idempotent, state }) => [name, effect, idempotent, state])).toEqual([
      ['get_charge', 'read_only', true, 'ok'],
      ['mystery', 'unset', false, 'new'],
      ['post_message', 'write', true, 'ok'],
    ]);
  });

  test('stop counting when the server changes the definition, until somebody looks again', async () => {
    const { scope } = bench.as('admin');
    await syncMcpTools(scope, payments, [
      definition('get_charge', { readOnlyHint: true }, 'reads a charge and sends it away'),
      definition('issue_refund', { destructiveHint: true }),
      definition('mystery'),
    ]);
    expect(await effectAtTheGate('get_charge')).toMatchObject({
      effect: 'unset',
      idempotent: false,
      state: 'changed',
    });
    const { data } = await listToolPolicies(bench.as('admin'), { ...all, state: 'changed' });
    expect(data).toMatchObject([{ name: 'get_charge', effect: 'read_only', effective_effect: 'unset' }]);
    await flagTool(bench.as('admin'), { server: 'payments', name: 'get_charge' }, { enabled: true });
    expect(await effectAtTheGate('get_charge')).toMatchObject({ effect: 'unset' });
    await flagTool(bench.as('admin'), { server: 'payments', name: 'get_charge' }, { effect: 'read_only' });
    expect(await effectAtTheGate('get_charge')).toMatchObject({ effect: 'read_only', state: 'ok' });
  });
});

describe('a review', () => {
  const mystery = { server: 'payments', name: 'mystery' };
  const digestNow = async () =>
    (await listServerTools(bench.as('admin'), 'payments')).find(({ name }) => name === 'mystery')?.digest;

  test('of a definition that was replaced meanwhile is refused, naming the tool, and flags nothing', async () => {
    const admin = bench.as('admin');
    const seen = await digestNow();
    await syncMcpTools(admin.scope, payments, [
      definition('get_charge', { readOnlyHint: true }, 'reads a charge and sends it away'),
      definition('issue_refund', { destructiveHint: true }),
      definition('mystery', {}, 'now it deletes'),
    ]);
    const refusal = { status: 409, message: expect.stringContaining('payments/mystery') };
    const patch = { effect: 'read_only' } as const;
    await expect(flagTool(admin, mystery, { ...patch, if_digest: seen })).rejects.toMatchObject(refusal);
    const tools = [
      { server: 'slack', name: 'post_message' },
      { ...mystery, if_digest: seen },
    ];
    await expect(flagTools(admin, { tools, patch })).rejects.toMatchObject(refusal);
    expect(await effectAtTheGate('mystery')).toMatchObject({ effect: 'unset' });
    expect(await effectAtTheGate('post_message')).toMatchObject({ effect: 'write' });
    expect(await flagTool(admin, mystery, { ...patch, if_digest: await digestNow() })).toMatchObject(patch);
    await flagTool(admin, mystery, { effect: 'unset' });
  });
});

describe('the list', () => {
  test('filters by flag, server and words, and pages without gaps', async () => {
    const names = async (query: Partial<ToolPolicyQuery>) =>
      (await listToolPolicies(bench.as('admin'), { ...all, ...query })).data.map(({ name }) => name);
    expect(await names({ effect: 'unset' })).toEqual(['mystery']);
    expect(await names({ server: 'slack' })).toEqual(['post_message']);
    expect(await names({ search: 'REFUND' })).toEqual(['issue_refund']);
    const first = await listToolPolicies(bench.as('admin'), { limit: 3 });
    const rest = await listToolPolicies(bench.as('admin'), {
      limit: 3,
      page_token: first.pagination.next_page_token,
    });
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(await names({}));
    expect(rest.pagination.next_page_token).toBeUndefined();
  });

  test('refuses a page token of another list', async () => {
    await expect(listToolPolicies(bench.as('admin'), { limit: 3, page_token: 'abc' })).rejects.toMatchObject({
      status: 400,
      param: 'page_token',
    });
  });
});
