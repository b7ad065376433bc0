import { describe, expect, test } from 'vitest';
import type { McpServer } from '@/lib/contract/mcp-server';
import { createBody, patchBody, serverFormOf, serverFormSchema } from './server-form';

const server: McpServer = {
  id: 'mcp_1',
  name: 'crm',
  description: 'Customers',
  transport: 'streamable_http',
  url: 'https://crm.example/mcp',
  auth: { type: 'header', header: 'X-Key', value: { set: true, last4: '1234' } },
  builtin: false,
  enabled: true,
  tool_count: 3,
  unreviewed_tool_count: 0,
  tools_synced_at: null,
  last_error: null,
  created_at: '2026-11-21T00:00:00.000Z',
  updated_at: '2026-11-21T00:00:00.000Z',
  created_by: 'usr_1',
};

describe('the server form', () => {
  test('an untouched form changes nothing: the stored credential stays', () => {
    expect(patchBody(serverFormOf(server), server)).toEqual({});
  });

  test('a new description is sent alone', () => {
    expect(patchBody({ ...serverFormOf(server), description: 'People' }, server)).toEqual({
      description: 'People',
    });
  });

  test('a new credential goes with its header; an empty one keeps what is stored', () => {
    const form = serverFormOf(server);
    expect(patchBody({ ...form, auth: { ...form.auth, value: 'secret' } }, server)).toEqual({
      auth: { type: 'header', header: 'X-Key', value: 'secret' },
    });
    expect(patchBody({ ...form, auth: { ...form.auth, header: 'X-Other' } }, server)).toEqual({
      auth: { type: 'header', header: 'X-Other' },
    });
    expect(patchBody({ ...form, auth: { ...form.auth, type: 'none' } }, server)).toEqual({
      auth: { type: 'none' },
    });
  });

  test('a new server without authentication sends none of its fields', () => {
    const form = {
      ...serverFormOf(server),
      auth: { type: 'none' as const, header: 'Authorization', value: '' },
    };
    expect(createBody(form)).toMatchObject({ name: 'crm', auth: { type: 'none' } });
  });

  test('a reserved name and an address without protocol are refused before they are sent', () => {
    const paths = (values: unknown) =>
      serverFormSchema.safeParse(values).error?.issues.map((issue) => issue.path.join('.'));
    expect(paths({ ...serverFormOf(server), name: 'harness', url: 'crm.example' })).toEqual(['name', 'url']);
  });
});
