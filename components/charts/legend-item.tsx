import { KindDot } from '@/components/ui/kind-dot';
import type { Tone } from '@/components/ui/tone';

/** One colour of a chart and what it stands for. */
export function LegendItem({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: string;
  className?: string;
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <KindDot tone={tone} className={className} />
      {children}
    </span>
  );
}
