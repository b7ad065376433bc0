import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '@/lib/gateways/mcp/everything-server.test-support';
import { json, startOddServer, type OddServer } from '@/lib/gateways/mcp/odd-server.test-support';
import { newId } from '@/lib/platform/ids';
import { findMcpServer } from '@/lib/storage/mcp-servers';
import { listMcpTools, listToolPolicies } from '@/lib/storage/mcp-tools';
import {
  checkServer,
  deleteServer,
  listServers,
  readServer,
  registerServer,
  syncServer,
  updateServer,
} from '.';
import { openServerBench, type ServerBench } from './server-bench.test-support';

let bench: ServerBench;
let server: OddServer;
let tools: Record<string, unknown>[] = [];
const signal = new AbortController().signal;
const tool = (name: string, description = name) => ({ name, description, inputSchema: { type: 'object' } });
const input = (name: string, url = server.url) =>
  ({ name, description: '', transport: 'streamable_http', url, auth: { type: 'none' } }) as const;

let downUrl = '';

beforeAll(async () => {
  downUrl = `http://127.0.0.1:${await freePort()}/mcp`;
  bench = openServerBench();
  server = await startOddServer((message, response) =>
    json(response, { jsonrpc: '2.0', id: message.id, result: { tools } }),
  );
});
afterAll(async () => {
  await bench.close();
  await server.close();
});

describe('registering a server', () => {
  test('reads its tools, none of them reviewed, and leaves an audit line', async () => {
    tools = [tool('read'), tool('write')];
    const admin = bench.as('admin');
    const registered = await registerServer(admin, input('fresh'), signal);
    expect(registered).toMatchObject({
      tool_count: 2,
      unreviewed_tool_count: 2,
      last_error: null,
      auth: { type: 'none', value: { set: false } },
    });
    const actions = await admin.scope.prisma.auditEntry.findMany({
      where: { organisationId: admin.scope.organisationId, targetName: 'fresh' },
    });
    expect(actions.map(({ action }) => action).sort()).toEqual([
      'mcp_server.registered',
      'mcp_server.tools_synced',
    ]);
  });

  test('keeps one that cannot be reached, with the reason', async () => {
    const registered = await registerServer(bench.as('admin'), input('down', downUrl), signal);
    expect(registered).toMatchObject({
      tool_count: 0,
      last_error: expect.stringContaining('MCP server "down" cannot be reached'),
    });
  });

  test('refuses a taken name, a reserved name and a credential in the address', async () => {
    await expect(registerServer(bench.as('admin'), input('fresh'), signal)).rejects.toMatchObject({
      status: 409,
      param: 'name',
    });
    await expect(registerServer(bench.as('admin'), input('harness'), signal)).rejects.toMatchObject({
      status: 400,
      param: 'name',
    });
    await expect(
      registerServer(bench.as('admin'), input('leaky', 'http://user:pass@127.0.0.1/mcp'), signal),
    ).rejects.toMatchObject({ status: 400, param: 'url' });
  });

  test('is not for builders, who may look', async () => {
    await expect(registerServer(bench.as('builder'), input('mine'), signal)).rejects.toMatchObject({
      status: 403,
    });
    expect(await readServer(bench.as('builder'), 'fresh')).toMatchObject({ name: 'fresh' });
    await expect(readServer(bench.as('user'), 'fresh')).rejects.toMatchObject({ status: 403 });
  });

  test('stays within the organisation', async () => {
    const stranger = bench.as('owner', newId('organisation'));
    expect((await listServers(stranger, { limit: 100 })).data).toEqual([]);
    await expect(readServer(stranger, 'fresh')).rejects.toMatchObject({ status: 404 });
    await expect(deleteServer(stranger, 'fresh')).rejects.toMatchObject({ status: 404 });
  });
});

describe('a credential', () => {
  test('goes in and never comes out, and is stored sealed', async () => {
    const auth = { type: 'header', header: 'X-Key', value: 'super-secret-value-1234' } as const;
    const shown = await registerServer(bench.as('admin'), { ...input('locked'), auth }, signal);
    expect(shown.auth).toEqual({ type: 'header', header: 'X-Key', value: { set: true, last4: '1234' } });
    const stored = await findMcpServer(bench.as('admin').scope, 'locked');
    expect(JSON.stringify(stored)).not.toContain('super-secret');
  });

  test('is not carried over to another origin', async () => {
    const admin = bench.as('admin');
    await expect(
      updateServer(admin, 'locked', { url: 'https://elsewhere.example/mcp' }, signal),
    ).rejects.toMatchObject({
      status: 422,
      param: 'auth.value',
    });
    expect(await updateServer(admin, 'locked', { url: `${server.url}?v=2` }, signal)).toMatchObject({
      auth: { value: { set: true } },
    });
    expect(await updateServer(admin, 'locked', { auth: { type: 'none' } }, signal)).toMatchObject({
      auth: { type: 'none', value: { set: false } },
    });
  });

  test('with line breaks, or for a header of the connection itself, is refused', async () => {
    const admin = bench.as('admin');
    const withAuth = (header: string, value: string) =>
      registerServer(admin, { ...input('x'), auth: { type: 'header', header, value } }, signal);
    await expect(withAuth('X-Key', 'a\r\nHost: b')).rejects.toMatchObject({
      status: 400,
      param: 'auth.value',
    });
    await expect(withAuth('Host', 'b')).rejects.toMatchObject({ status: 400, param: 'auth.header' });
  });
});

describe('reading the tools again', () => {
  test('marks what is new, what changed and what is gone', async () => {
    const admin = bench.as('admin');
    tools = [tool('stays'), tool('changes'), tool('goes')];
    await registerServer(admin, input('moving'), signal);
    await admin.scope.prisma.mcpTool.updateMany({
      where: { organisationId: admin.scope.organisationId, server: { name: 'moving' } },
      data: { effect: 'read_only', state: 'ok', idempotent: true },
    });
    tools = [tool('stays'), tool('changes', 'now it deletes'), tool('comes')];
    expect(await syncServer(admin, 'moving', signal)).toMatchObject({
      tool_count: 3,
      unreviewed_tool_count: 2,
    });
    const rows = await listMcpTools(admin.scope, { server: 'moving', limit: 10 });
    expect(rows.map(({ name, state, effect, idempotent }) => [name, state, effect, idempotent])).toEqual([
      ['changes', 'changed', 'read_only', false],
      ['comes', 'new', 'unset', false],
      ['stays', 'ok', 'read_only', true],
    ]);
    tools = [...tools, tool('goes')];
    await syncServer(admin, 'moving', signal);
    const back = await listMcpTools(admin.scope, { server: 'moving', search: 'goes', limit: 10 });
    expect(back).toMatchObject([{ state: 'ok', effect: 'read_only' }]);
  });

  test('of a server that is down says why and keeps what was known', async () => {
    const admin = bench.as('admin');
    await admin.scope.prisma.mcpServer.updateMany({
      where: { name: 'moving', organisationId: admin.scope.organisationId },
      data: { url: downUrl },
    });
    await expect(syncServer(admin, 'moving', signal)).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('cannot be reached'),
    });
    expect(await readServer(admin, 'moving')).toMatchObject({
      tool_count: 4,
      last_error: expect.stringContaining('cannot be reached'),
    });
    expect(await checkServer(admin, 'moving', signal)).toMatchObject({ ok: false, tool_count: null });
    await updateServer(admin, 'moving', { url: server.url }, signal);
    expect(await checkServer(admin, 'moving', signal)).toMatchObject({
      ok: true,
      tool_count: 4,
      error: null,
    });
    expect(await readServer(admin, 'moving')).toMatchObject({ last_error: null });
  });
});

test('at another origin the same definitions ask again, and no approval of the old address holds', async () => {
  const admin = bench.as('admin');
  tools = [tool('pay')];
  const registered = await registerServer(admin, input('moved'), signal);
  await admin.scope.prisma.mcpTool.updateMany({
    where: { organisationId: admin.scope.organisationId, serverId: registered.id },
    data: { effect: 'read_only', state: 'ok', idempotent: true },
  });
  const atTheGate = async () => (await listToolPolicies(admin.scope, ['moved']))[0];
  const before = await atTheGate();
  expect(before).toMatchObject({ effect: 'read_only', state: 'ok' });
  await updateServer(admin, 'moved', { url: `${server.url}?v=2` }, signal);
  const samePlace = await atTheGate();
  expect(samePlace).toMatchObject({ effect: 'read_only', state: 'ok' });
  expect(samePlace?.digest).not.toBe(before?.digest);
  const other = await startOddServer((message, response) =>
    json(response, { jsonrpc: '2.0', id: message.id, result: { tools } }),
  );
  try {
    await updateServer(admin, 'moved', { url: other.url }, signal);
  } finally {
    await other.close();
  }
  expect(await atTheGate()).toMatchObject({ effect: 'unset', state: 'changed', idempotent: false });
  const audited = await admin.scope.prisma.auditEntry.findMany({
    where: { organisationId: admin.scope.organisationId, targetName: 'moved', action: 'mcp_server.changed' },
    orderBy: { id: 'desc' },
  });
  expect(audited[0]?.detail).toMatchObject({ tools_to_review: 1, url: { to: other.url } });
});

test('a deleted server is gone with its tools', async () => {
  const admin = bench.as('admin');
  await deleteServer(admin, 'moving');
  await expect(readServer(admin, 'moving')).rejects.toMatchObject({ status: 404 });
  expect(await listMcpTools(admin.scope, { server: 'moving', limit: 10 })).toEqual([]);
});
