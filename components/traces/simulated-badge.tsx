import { Badge } from '@/components/ui/badge';

/** Marks what a simulated model produced, wherever it shows. */
export function SimulatedBadge() {
  return (
    <Badge tone="accent" title="No model was asked: the simulated model played a script">
      simulated
    </Badge>
  );
}
