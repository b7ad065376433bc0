/** A refusal of the API as the console shows it: sentence, field and request id. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly param: string | undefined;
  readonly requestId: string | undefined;

  constructor(
    status: number,
    fields: { message: string; code: string; param?: string | undefined; requestId?: string | undefined },
  ) {
    super(fields.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = fields.code;
    this.param = fields.param;
    this.requestId = fields.requestId;
  }
}
