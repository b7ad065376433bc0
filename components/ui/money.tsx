import { formatMoney } from '@/lib/client/format';
import { cn } from './cn';

/** A cost. `null` means that the model has no price; `estimated` that part of the sum is a guess. */
export function Money({
  amount,
  currency = 'USD',
  estimated = false,
  className,
}: {
  amount: number | null | undefined;
  currency?: string;
  estimated?: boolean;
  className?: string;
}) {
  if (amount === null || amount === undefined) {
    return (
      <span title="No price is known for this model" className={cn('text-faint', className)}>
        —
      </span>
    );
  }
  return (
    <span
      title={estimated ? `Estimate of ${amount} ${currency}: a price is missing` : `${amount} ${currency}`}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {formatMoney(amount, currency)}
      {estimated ? <span className="text-muted"> est.</span> : null}
    </span>
  );
}
