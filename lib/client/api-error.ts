import { errorBodySchema } from '@/lib/contract/error-codes';

/** A refusal of the API as the console shows it: sentence, field and request id. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly param: string | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, fields: { message: string; code: string; param?: string | undefined; requestId?: string | undefined }) {
    super(fields.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = fields.code;
    this.param = fields.param;
    this.requestId = fields.requestId;
  }
}

/** Reads an error answer; anything that is not our shape still becomes a sentence. */
export async function toApiError(response: Response): Promise<ApiError> {
  const parsed = errorBodySchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) {
    return new ApiError(response.status, {
      message: `The server answered ${response.status}. Try again; if it stays, look at the server's log.`,
      code: 'unexpected_answer',
    });
  }
  const { message, code, param, request_id: requestId } = parsed.data.error;
  return new ApiError(response.status, { message, code, param, requestId });
}
