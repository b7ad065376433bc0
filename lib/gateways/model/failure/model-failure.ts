import type { ModelFailure } from '../model-port';

/** Whom a failure is about, as its sentence names them. */
export type FailureSubject = { provider: string; model: string };

type FailureCode = ModelFailure['code'];

const retryableCodes: ReadonlySet<FailureCode> = new Set([
  'rate_limited',
  'unreachable',
  'timeout',
  'broken_stream',
  'provider_error',
]);

/** Every failure of a model call in one place: what happened, to whom, and what to do about it. */
export const modelFailures = {
  modelNotFound: ({ provider, model }: FailureSubject) =>
    make(
      'model_not_found',
      `The provider "${provider}" has no model "${model}". Pick another model for the agent, or check the provider's list on the Models page.`,
    ),
  noProvider: ({ provider, model }: FailureSubject) =>
    make(
      'model_not_found',
      `There is no provider "${provider}" for the model "${model}". Pick another model for the agent, or add the provider on the Models page.`,
    ),
  providerDisabled: ({ provider, model }: FailureSubject) =>
    make(
      'model_not_found',
      `The provider "${provider}" of the model "${model}" is switched off. Switch it on on the Models page, or pick another model for the agent.`,
    ),
  missingKey: ({ provider, model }: FailureSubject) =>
    make(
      'provider_missing_key',
      `The provider "${provider}" has no API key, so "${model}" cannot be called. Add the key on the Models page.`,
    ),
  unreadableKey: ({ provider, model }: FailureSubject) =>
    make(
      'provider_missing_key',
      `The stored key of the provider "${provider}" cannot be read, so "${model}" cannot be called. Enter the key again on the Models page.`,
    ),
  noAddress: ({ provider, model }: FailureSubject) =>
    make(
      'unreachable',
      `The provider "${provider}" has no base URL, so "${model}" cannot be called. Add it on the Models page.`,
      { retryable: false },
    ),
  refusedKey: ({ provider, model }: FailureSubject, status: number) =>
    make(
      'provider_refused_key',
      `The provider "${provider}" refused its API key for "${model}" (HTTP ${status}). Replace the key on the Models page, or check what it may use.`,
    ),
  rateLimited: ({ provider, model }: FailureSubject, retryAfterMs: number | undefined) =>
    make(
      'rate_limited',
      `The provider "${provider}" limits the rate of calls to "${model}" (HTTP 429). Wait a moment and try again, or raise the limit with the provider.`,
      { retryAfterMs },
    ),
  outOfQuota: ({ provider, model }: FailureSubject) =>
    make(
      'rate_limited',
      `The account at the provider "${provider}" has no quota left for "${model}". Check its plan and billing there.`,
      { retryable: false },
    ),
  contextTooLong: ({ provider, model }: FailureSubject) =>
    make(
      'context_too_long',
      `The conversation is longer than "${model}" of "${provider}" can read. Start a new session, attach less, or pick a model with a larger context window.`,
    ),
  refusedRequest: ({ provider, model }: FailureSubject, status: number | null, parameter?: string) =>
    make(
      'refused_request',
      `The provider "${provider}" refused the request to "${model}"${status === null ? '' : ` (HTTP ${status})`}. ${remedyFor(parameter)}`,
    ),
  unsupported: ({ provider, model }: FailureSubject, what: string) =>
    make(
      'refused_request',
      `"${model}" of "${provider}" cannot take ${what}. Leave it out, or pick another model.`,
    ),
  unreachable: ({ provider, model }: FailureSubject, host: string) =>
    make(
      'unreachable',
      `The provider "${provider}" cannot be reached at ${host}, so "${model}" was not called. Check its base URL and that the server runs.`,
    ),
  addressRefused: ({ provider, model }: FailureSubject, reason: string) =>
    make('unreachable', `The provider "${provider}" was not called for "${model}": ${reason}`, {
      retryable: false,
    }),
  slowStart: ({ provider, model }: FailureSubject, seconds: number) =>
    make(
      'timeout',
      `"${model}" of "${provider}" did not begin to answer within ${seconds} seconds. Try again, or pick a faster model.`,
    ),
  silent: ({ provider, model }: FailureSubject, seconds: number) =>
    make(
      'timeout',
      `"${model}" of "${provider}" stopped in the middle of its answer and sent nothing for ${seconds} seconds. Try again.`,
    ),
  brokenStream: ({ provider, model }: FailureSubject) =>
    make(
      'broken_stream',
      `The connection to the provider "${provider}" broke in the middle of the answer of "${model}". Try again.`,
    ),
  providerError: ({ provider, model }: FailureSubject, status: number | null, retryAfterMs?: number) =>
    make(
      'provider_error',
      `The provider "${provider}" failed while answering for "${model}"${status === null ? '' : ` (HTTP ${status})`}. Try again; if it stays, look at the provider's status page.`,
      { retryAfterMs },
    ),
  unreadableAnswer: ({ provider, model }: FailureSubject) =>
    make(
      'provider_error',
      `The provider "${provider}" answered for "${model}" in a form that cannot be read. Check its type and its base URL on the Models page.`,
      { retryable: false },
    ),
} as const;

function make(
  code: FailureCode,
  message: string,
  options: { retryable?: boolean; retryAfterMs?: number | undefined } = {},
): ModelFailure {
  const retryable = options.retryable ?? retryableCodes.has(code);
  return {
    code,
    message,
    retryable,
    ...(options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs }),
  };
}

function remedyFor(parameter: string | undefined): string {
  return parameter === undefined
    ? "Check the agent's model parameters and the schemas of its tools."
    : `It names "${parameter}": change or remove that parameter in the agent's model settings.`;
}
