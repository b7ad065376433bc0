import type { ErrorBody } from '@/lib/contract/error-codes';
import { AppError, isAppError } from '@/lib/platform/app-error';
import type { Logger } from '@/lib/platform/logger';
import { databaseTrouble, type DatabaseTrouble } from '@/lib/storage/database-unreachable';
import { isLostRace } from '@/lib/storage/lost-race';

const troubleSentences = {
  unreachable: 'The database cannot be reached right now. Try again in a few seconds.',
  overloaded: 'The database is too busy for this right now. Try again in a few seconds.',
  disk_full:
    "The database's disk is full, so nothing can be stored. An administrator has to free space; then try again.",
} as const satisfies Record<DatabaseTrouble, string>;

/** A database that was away is back within seconds: who waits longer than this waits for nothing. */
const retryAfterSeconds = 2;

/** The one translator from a thrown thing to an answer. Only an AppError's own words go out. */
export function errorResponse(
  error: unknown,
  options: { requestId: string; logger: Logger; path: string },
): Response {
  const refusal = toRefusal(error, options);
  const headers = new Headers();
  if (refusal.retryAfterSeconds !== undefined) headers.set('retry-after', String(refusal.retryAfterSeconds));
  if (refusal.status === 401) headers.set('www-authenticate', 'Bearer');
  const body: ErrorBody = {
    error: {
      message: refusal.message,
      type: typeOf(refusal.status),
      code: refusal.code,
      ...(refusal.param === undefined ? {} : { param: refusal.param }),
      request_id: options.requestId,
    },
  };
  return Response.json(body, { status: refusal.status, headers });
}

function toRefusal(error: unknown, options: { requestId: string; logger: Logger; path: string }): AppError {
  const fields = { request_id: options.requestId, path: options.path, err: error };
  if (isAppError(error)) {
    // Our own failures are worth a line; a caller's mistake is the caller's.
    if (error.status >= 500) options.logger.warn(fields, 'A request was refused for a reason on our side.');
    return error;
  }
  const trouble = databaseTrouble(error);
  if (trouble) {
    options.logger.error({ ...fields, trouble }, 'The database cannot serve this request.');
    return new AppError('unavailable', troubleSentences[trouble], { retryAfterSeconds });
  }
  if (isLostRace(error)) {
    // Worth a line: where this comes often, something looks too early.
    options.logger.warn(fields, 'A request met a change that was made at the same moment.');
    return new AppError(
      'conflict',
      'Somebody changed or deleted this at the same moment. Look again and repeat.',
    );
  }
  options.logger.error(fields, 'A request failed unexpectedly.');
  return new AppError(
    'internal',
    `Something went wrong here. Give an administrator this request id: ${options.requestId}.`,
  );
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'api_error' : 'invalid_request_error';
}
