import { AppError } from '@/lib/platform/app-error';
import type { FeatureContext } from '../feature-context';

/** Refuses what would have to be handed over at once: a process that stops takes no turns and opens no streams. */
export function requireServing({ harness }: FeatureContext): void {
  if (!harness.draining.aborted) return;
  const message = 'This server is being stopped. Send the request again; the next one takes it.';
  throw new AppError('unavailable', message, { retryAfterSeconds: 2 });
}
