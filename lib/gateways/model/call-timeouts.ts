import type { CallTimeouts } from './call-watch';
import type { ModelRequest } from './model-port';

export const callTimeouts: CallTimeouts = { firstTokenMs: 60_000, idleMs: 60_000 };

// A model that reasons in silence is not stuck: its first visible token may take minutes.
const reasoningFactor = 5;
const reasonsByItself = /^o\d|gpt-[5-9]|reason|think|-r1\b/;

/** The waits of one call: as given, longer before the first token where the model thinks unseen. */
export function timeoutsFor(
  request: Pick<ModelRequest, 'model' | 'params'>,
  timeouts: CallTimeouts,
): CallTimeouts {
  const { params, model } = request;
  const effort = params['reasoning_effort'];
  const isOff = effort === 'none' || effort === 'minimal';
  const reasons =
    !isOff &&
    (effort !== undefined ||
      params['thinking'] !== undefined ||
      reasonsByItself.test(model.slice(model.lastIndexOf('/') + 1)));
  return reasons ? { ...timeouts, firstTokenMs: timeouts.firstTokenMs * reasoningFactor } : timeouts;
}
