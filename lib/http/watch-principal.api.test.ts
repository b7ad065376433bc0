import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAuthBench, type AuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { updateUser } from '@/lib/storage/users';
import { defineRoute } from './define-route';

let bench: AuthBench;
let organisation: TestOrganisation;
const signals: AbortSignal[] = [];

const stream = defineRoute({
  permission: 'sessions:read',
  summary: 'Streams until it is stopped.',
  handler: async ({ signal }) => {
    signals.push(signal);
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            controller.close();
            resolve();
          });
        }),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  },
});

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterEach(() => vi.useRealTimers());
afterAll(() => bench.app.database.close());

describe('an open stream', () => {
  it.each([{ suspended: true }, { role: 'auditor' }] as const)(
    'ends within five seconds of %j',
    async (change) => {
      const person = await bench.makePerson(organisation.scope, 'builder');
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
      const request = new Request('http://127.0.0.1:3405/api/v1/test', {
        headers: { cookie: person.cookie },
      });
      const response = await stream(request, { params: Promise.resolve({}) });
      const ended = response.text().catch(() => 'cut');
      await updateUser(organisation.scope, person.id, change);
      await vi.advanceTimersByTimeAsync(5000);
      await ended;
      expect(signals.at(-1)?.aborted).toBe(true);
    },
  );
});
