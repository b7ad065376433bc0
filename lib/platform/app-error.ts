import { errorStatuses, type ErrorCode } from '@/lib/contract/error-codes';

const marker = Symbol.for('tackroom.app-error');

/**
 * A refusal that the caller may read: bad input, missing right, missing thing, conflict.
 * The message names the thing and the remedy and holds no secret.
 */
export class AppError extends Error {
  readonly [marker] = true;
  readonly code: ErrorCode;
  readonly status: number;
  /** Path of the field at fault, such as `manifest.model.name`. */
  readonly param: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = errorStatuses[code];
    this.param = options.param;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

type AppErrorOptions = { param?: string; retryAfterSeconds?: number; cause?: unknown };

/** Recognised by its marker: the class exists several times in one Next process. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && marker in error;
}

/** A 404 in the same words for what does not exist and for what the caller may not know of. */
export function notFound(kind: string, name: string): AppError {
  return new AppError(
    'not_found',
    `There is no ${kind} "${name}" here. Check the name, or ask whoever shares it.`,
  );
}
