import { errorBodySchema } from '@/lib/contract/error-codes';
import { ApiError } from './api-error';

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
