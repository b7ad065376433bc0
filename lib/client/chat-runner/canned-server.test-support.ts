import { vi } from 'vitest';
import type { ChatEvent } from '../turn-state/turn-state';

type Answer = Response | Error;
type Request = { method: string; path: string; body: unknown };

/** A server of canned answers: each route answers in turn, its last answer for ever. */
export function serve(routes: Record<string, (() => Answer)[]>): Request[] {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    requests.push({ method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    const key = Object.keys(routes).find((route) => `${method} ${path}`.startsWith(route));
    const answers = key === undefined ? [] : (routes[key] ?? []);
    const answer = (answers.length > 1 ? answers.shift() : answers[0])?.() ?? refuse(404, 'not_found');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return requests;
}

export const stream = (events: readonly ChatEvent[]): Response =>
  new Response(
    events.map((event) => `id: ${event.sequence_id}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  );
export const json = (data: unknown): Response => Response.json({ data, pagination: { limit: 200 } });
export const refuse = (status: number, code: string): Response =>
  Response.json(
    { error: { message: 'No. Do this instead.', type: 'x', code, request_id: 'req_1' } },
    { status },
  );
export const session = (state: string): Response =>
  json({
    id: 'ses_1',
    agent_name: 'a',
    agent_version: 1,
    agent_alias: null,
    draft: false,
    title: null,
    metadata: {},
    state,
    created_at: '',
    updated_at: '',
    created_by: 'usr_1',
  });
