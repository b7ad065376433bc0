import { formatTokens } from '@/lib/client/format';
import type { Model } from '@/lib/contract/provider';

/** Window and price of a model in one quiet line: `200k · $3 / $15 per M`. */
export function modelDetail(model: Model): string {
  const window = model.context_window === null ? null : formatTokens(model.context_window);
  const price = model.prices
    ? model.prices.input === 0 && model.prices.output === 0
      ? 'free'
      : `$${model.prices.input} / $${model.prices.output} per M`
    : 'no known price';
  return [window, price].filter(Boolean).join(' · ');
}

/** The model's own name, without its provider. */
export function shortModelName(name: string): string {
  const slash = name.indexOf('/');
  return slash === -1 ? name : name.slice(slash + 1);
}
