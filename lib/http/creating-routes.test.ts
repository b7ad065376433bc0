import { describe, expect, it } from 'vitest';
import { listRoutes } from './list-routes.test-support';

const routes = await listRoutes();
const ours = routes.filter(
  (route) => route.definition && route.file.startsWith('api/v1/') && !route.file.includes('[...rest]'),
);

/** POSTs that leave nothing new behind: to repeat them does no harm. */
const creatingNothing: readonly string[] = [
  'api/v1/agents/estimate/route.ts',
  'api/v1/mcp-servers/[name]/check/route.ts',
  'api/v1/mcp-servers/[name]/sync/route.ts',
  'api/v1/providers/[name]/check/route.ts',
  'api/v1/sessions/[session_id]/cancel/route.ts',
  'api/v1/sessions/[session_id]/turns/[turn_id]/cancel/route.ts',
  'api/v1/users/me/password/route.ts',
];

describe('every POST', () => {
  it('that creates takes an Idempotency-Key, and the others are named here', () => {
    const posts = ours.filter((route) => route.method === 'POST');
    const without = posts.filter((route) => !route.definition?.idempotent).map((route) => route.file);
    expect(without.toSorted()).toEqual(creatingNothing);
    expect(posts.length).toBeGreaterThan(creatingNothing.length + 8);
  });
});

/** Resources that are never removed, and why. */
const kept: Readonly<Record<string, string>> = {
  'api/v1/users/[id]/route.ts': 'A person is suspended: what they did stays theirs.',
  'api/v1/mcp-servers/[name]/tools/[tool]/route.ts': 'A tool is its server’s own and goes with it.',
  'api/v1/agents/[name]/versions/[version]/route.ts': 'A version never changes and goes with its agent.',
  'api/v1/skills/[name]/versions/[version]/route.ts': 'A version never changes and goes with its skill.',
  'api/v1/sessions/[session_id]/turns/[turn_id]/route.ts':
    'A turn is a part of its session and goes with it.',
  'api/v1/sessions/[session_id]/attachments/[digest]/route.ts': 'Another address of a session’s file.',
  'api/v1/traces/[run_id]/route.ts': 'A trace goes with its session.',
  'api/v1/traces/[run_id]/steps/[step_id]/route.ts': 'A step is a part of its trace.',
};

describe('every resource', () => {
  it('can be deleted, unless it is a part of another', () => {
    const files = [...new Set(ours.map((route) => route.file))].filter((file) => /\]\/route\.ts$/.test(file));
    const without = files.filter(
      (file) => !ours.some((route) => route.file === file && route.method === 'DELETE'),
    );
    expect(without.toSorted()).toEqual(Object.keys(kept).toSorted());
  });
});
