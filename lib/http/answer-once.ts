import type { FeatureContext } from '@/lib/features/feature-context';
import { requireSameFile } from './require-same-file';
import { runOnce } from './run-once';

type Asked = {
  context: FeatureContext;
  body: unknown;
  /** The body is a file, which is compared with the first one's. */
  upload?: boolean | undefined;
};

/** A creating request whose whole answer is JSON: a repeat is answered with the same status and body. */
export function answerOnce(
  request: Request,
  { context, body, upload, answer }: Asked & { answer: () => Promise<Response> },
): Promise<Response> {
  return runOnce(request, {
    context,
    body,
    run: answer,
    keep: async (response) =>
      response.ok ? { status: response.status, text: await response.clone().text() } : undefined,
    replay: async ({ status, text }) => {
      if (upload) await requireSameFile(request, text);
      const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
      return new Response(text, { status, headers });
    },
  });
}
