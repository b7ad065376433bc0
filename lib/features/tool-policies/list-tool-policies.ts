import { z } from 'zod';
import type { Page } from '@/lib/contract/pagination';
import { effectiveEffect } from '@/lib/contract/tool-effect';
import type { ToolPolicy, ToolPolicyQuery } from '@/lib/contract/tool-policy';
import { AppError } from '@/lib/platform/app-error';
import { countToolCalls, listMcpTools, type McpToolKey } from '@/lib/storage/mcp-tools';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { toolView } from './tool-view';

const thirtyDaysMs = 30 * 86_400_000;
const cursorSchema = z.tuple([z.string(), z.string()]);

/** Tools of all servers with their flags and last 30 days, by server and name. */
export async function listToolPolicies(
  context: FeatureContext,
  query: ToolPolicyQuery,
): Promise<Page<ToolPolicy>> {
  requirePermission(context.principal, 'tool-policies:read');
  const { limit, page_token, effect, state, server, search } = query;
  const after = page_token === undefined ? undefined : readCursor(page_token);
  // One more than asked for tells whether another page follows, so that none is ever empty.
  const rows = await listMcpTools(context.scope, {
    effect,
    state,
    server,
    search: search?.trim(),
    after,
    limit: limit + 1,
  });
  const counts = await countToolCalls(context.scope, new Date(Date.now() - thirtyDaysMs));
  const data = rows.slice(0, limit).map((tool): ToolPolicy => {
    const used = counts.get(`${tool.server}/${tool.name}`);
    return {
      ...toolView(tool),
      effective_effect: effectiveEffect(tool),
      calls_30_days: used?.calls ?? 0,
      refused_30_days: used?.refused ?? 0,
    };
  });
  const last = data.at(-1);
  const token = rows.length > limit && last ? { next_page_token: writeCursor(last) } : {};
  return { data, pagination: { limit, ...token } };
}

function writeCursor(last: McpToolKey): string {
  return Buffer.from(JSON.stringify([last.server, last.name])).toString('base64url');
}

function readCursor(token: string): McpToolKey {
  try {
    const [server, name] = cursorSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    return { server, name };
  } catch {
    throw new AppError(
      'invalid_request',
      'This page token is not one of this list. Start again without it.',
      { param: 'page_token' },
    );
  }
}
