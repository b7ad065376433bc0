import { z } from 'zod';

/** Every code an error of the API may carry, with the HTTP status it answers. Part of the contract. */
export const errorStatuses = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 409,
  turn_running: 409,
  already_decided: 409,
  idempotency_conflict: 409,
  gone: 412,
  too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  pending_calls: 422,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  upstream_failed: 502,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatuses;

/** The one error shape of the API. `message` names the thing and the remedy; `param` names the field at fault. */
export const errorBodySchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    code: z.string(),
    param: z.string().optional(),
    request_id: z.string(),
  }),
});

export type ErrorBody = z.infer<typeof errorBodySchema>;
