import type { WaterfallRow } from './waterfall-rows';

/** The tokens of one model call, or of several neighbouring ones in a long run. */
export type TokenBin = {
  firstStepId: string;
  label: string;
  calls: number;
  cached: number;
  fresh: number;
  output: number;
};

const binsMax = 60;

/** Tokens by model call: read from the cache, new, and written. Long runs are grouped into at most 60 bars. */
export function tokenBins(rows: readonly WaterfallRow[]): TokenBin[] {
  const calls = rows.filter((row) => row.step.type === 'model_call');
  const size = Math.max(1, Math.ceil(calls.length / binsMax));
  const bins: TokenBin[] = [];
  for (let start = 0; start < calls.length; start += size) {
    const some = calls.slice(start, start + size);
    const [first] = some;
    if (!first) continue;
    const bin: TokenBin = {
      firstStepId: first.step.id,
      label:
        some.length === 1
          ? `Model call ${start + 1}, step ${first.number}`
          : `Model calls ${start + 1}–${start + some.length}`,
      calls: some.length,
      cached: 0,
      fresh: 0,
      output: 0,
    };
    for (const { step } of some) {
      if (!step.usage) continue;
      const cached = Math.min(step.usage.cache_read_tokens, step.usage.input_tokens);
      bin.cached += cached;
      bin.fresh += step.usage.input_tokens - cached;
      bin.output += step.usage.output_tokens;
    }
    bins.push(bin);
  }
  return bins;
}
