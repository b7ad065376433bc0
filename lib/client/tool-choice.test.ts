import { describe, expect, it } from 'vitest';
import { manifestServerSchema } from '@/lib/contract/agent-manifest';
import { toolChoice, withList, withToolEnabled } from './tool-choice';

const read = { name: 'find', effect: 'read_only', state: 'ok', enabled: true } as const;
const refund = { name: 'refund', effect: 'destructive', state: 'ok', enabled: true } as const;
const server = (fields: object = {}) => manifestServerSchema.parse({ name: 'billing', ...fields });

describe('tools of an attached server', () => {
  it('allows every tool unless a list says otherwise', () => {
    expect(toolChoice(server(), read).enabled).toBe(true);
    expect(toolChoice(server({ enable_tools: ['@read-only'] }), refund).enabled).toBe(false);
    expect(toolChoice(server({ disable_tools: ['find'] }), read).enabled).toBe(false);
    expect(toolChoice(server(), { ...read, enabled: false }).enabled).toBe(false);
  });

  it('asks for what the organisation flagged and for what the agent adds', () => {
    expect(toolChoice(server(), refund)).toMatchObject({ asks: true, asksBy: 'the organisation’s flag' });
    expect(toolChoice(server(), read).asks).toBe(false);
    expect(toolChoice(server({ require_approval_for_tools: ['find'] }), read).asks).toBe(true);
    expect(toolChoice(server(), { ...read, state: 'changed' }).asks).toBe(true);
  });

  it('switches a tool off and on again without leaving anything behind', () => {
    const off = withToolEnabled(server(), 'find', false);
    expect(off.disable_tools).toEqual(['find']);
    expect(withToolEnabled(off, 'find', true).disable_tools).toBeUndefined();
  });

  it('keeps a tool out that a tag would let in', () => {
    const off = withToolEnabled(server({ enable_tools: ['@all'] }), 'find', false);
    expect(toolChoice(off, read).enabled).toBe(false);
    expect(toolChoice(withToolEnabled(off, 'find', true), read).enabled).toBe(true);
  });

  it('adds an entry once and drops an empty list', () => {
    const once = withList(withList(server(), 'preload_tools', 'find', true), 'preload_tools', 'find', true);
    expect(once.preload_tools).toEqual(['find']);
    expect(withList(once, 'preload_tools', 'find', false).preload_tools).toBeUndefined();
  });
});
