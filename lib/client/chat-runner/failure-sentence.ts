import { ApiError } from '../api-error';

export type Failure = { code: string; message: string };

/** What went wrong, as a sentence with a remedy. */
export function failureSentence(cause: unknown): Failure {
  if (cause instanceof ApiError) {
    const request = cause.requestId ? ` (request ${cause.requestId})` : '';
    return { code: cause.code, message: `${cause.message}${cause.status >= 500 ? request : ''}` };
  }
  // The browser reports a failed connection as a TypeError without anything a reader could use.
  if (cause instanceof TypeError) {
    return {
      code: 'unreachable',
      message: 'The server cannot be reached. Check that it runs, then try again.',
    };
  }
  if (cause instanceof Error && cause.message !== '') return { code: 'failed', message: cause.message };
  return { code: 'failed', message: 'That did not work. Try again.' };
}
