import type { FeatureContext } from '@/lib/features/feature-context';
import { runOnce } from './run-once';

type Asked = { context: FeatureContext; body: unknown };

/** A creating request whose whole answer is JSON: a repeat is answered with the same status and body. */
export function answerOnce(
  request: Request,
  { context, body, answer }: Asked & { answer: () => Promise<Response> },
): Promise<Response> {
  return runOnce(request, {
    context,
    body,
    run: answer,
    keep: async (response) =>
      response.ok ? { status: response.status, text: await response.clone().text() } : undefined,
    replay: ({ status, text }) => {
      const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
      return new Response(text, { status, headers });
    },
  });
}
