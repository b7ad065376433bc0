import { describe, expect, it } from 'vitest';
import { createLogger } from '@/lib/platform/logger';
import { errorResponse } from './error-response';

const answer = async (error: unknown) => {
  const response = errorResponse(error, { requestId: 'req_1', logger: createLogger('off'), path: '/x' });
  const body: unknown = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
};

describe('a failure of the database', () => {
  it.each([
    ['a full disk', Object.assign(new Error('could not extend file'), { code: '53100' }), /disk is full/],
    ['a full disk, as Prisma tells it', prismaError({ originalCode: '53100' }), /disk is full/],
    ['no answer, as Prisma tells it', prismaError({ kind: 'DatabaseNotReachable' }), /cannot be reached/],
    ['a full pool', new Error('timeout exceeded when trying to connect'), /cannot be reached/],
    ['a lock that took too long', Object.assign(new Error('lock'), { code: '55P03' }), /too busy/],
  ])('answers %s with 503, when to come back and one sentence', async (_name, error, sentence) => {
    const { status, retryAfter, body } = await answer(error);
    expect([status, retryAfter]).toEqual([503, '2']);
    expect(body).toMatchObject({
      error: { code: 'unavailable', type: 'api_error', message: expect.stringMatching(sentence) },
    });
  });

  it.each(['P2025', 'P2003', '23505', '40P01'])(
    'answers a race that was lost (%s) with 409',
    async (code) => {
      const { status, body } = await answer(Object.assign(new Error('A statement in full.'), { code }));
      expect(status).toBe(409);
      expect(body).toMatchObject({
        error: { code: 'conflict', message: expect.not.stringContaining('statement') },
      });
    },
  );

  it('is not seen in a file that is missing', async () => {
    const error = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open' });
    expect((await answer(error)).status).toBe(500);
  });
});

function prismaError(cause: object): Error {
  const driverAdapterError = Object.assign(new Error('adapter'), { cause });
  return Object.assign(new Error('Raw query failed.'), { code: 'P2010', meta: { driverAdapterError } });
}
