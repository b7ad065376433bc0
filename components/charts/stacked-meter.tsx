import { cn } from '@/components/ui/cn';
import { toneFill, type Tone } from '@/components/ui/tone';

export type MeterPart = { name: string; value: number; tone: Tone };

/**
 * One bar of stacked parts, always in the order given. With `total` the parts fill their share of it and the rest
 * stays empty. The numbers are spoken as one sentence.
 */
export function StackedMeter({
  label,
  parts,
  total,
  formatValue = String,
  size = 'sm',
  className,
}: {
  label: string;
  parts: readonly MeterPart[];
  total?: number | undefined;
  formatValue?: (value: number) => string;
  size?: 'sm' | 'lg';
  className?: string;
}) {
  const shown = parts.filter((part) => part.value > 0);
  const sum = shown.reduce((all, part) => all + part.value, 0);
  const whole = Math.max(total ?? sum, sum);
  const spoken = shown.map((part) => `${part.name} ${formatValue(part.value)}`).join(', ');
  return (
    <div
      role="img"
      aria-label={`${label}: ${spoken || 'nothing'}`}
      className={cn(
        'flex gap-px overflow-hidden bg-raised',
        size === 'sm' ? 'h-1.5 rounded-xs' : 'h-5 rounded-sm bg-transparent',
        className,
      )}
    >
      {shown.map((part) => (
        <span
          key={part.name}
          title={`${part.name}: ${formatValue(part.value)}`}
          className={cn('min-w-0.5', toneFill[part.tone])}
          style={{ width: `${whole === 0 ? 0 : (part.value / whole) * 100}%` }}
        />
      ))}
    </div>
  );
}
