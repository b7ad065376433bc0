import { MessageSquare } from 'lucide-react';
import { Tooltip } from '@/components/ui/tooltip';

/** A conversation that has not begun: what it is for, and prompts to begin with. */
export function ChatEmpty({
  agentName,
  samples,
  blockedReason,
  onPick,
}: {
  agentName: string;
  samples: readonly string[];
  blockedReason: string | null;
  onPick: (sample: string) => void;
}) {
  return (
    <div className="m-auto flex w-full max-w-md flex-col items-center gap-1.5 py-8 text-center">
      <MessageSquare className="size-5 text-faint" aria-hidden />
      <h2 className="text-base font-semibold">Try {agentName}</h2>
      <p className="text-sm text-muted">
        {samples.length > 0
          ? 'Start with one of these, or write a message below.'
          : 'Write a message below to start.'}
      </p>
      {samples.length > 0 ? (
        <ul aria-label="Sample prompts" className="mt-3 flex w-full flex-col gap-2">
          {samples.map((sample) => (
            <li key={sample}>
              <Sample sample={sample} blockedReason={blockedReason} onPick={onPick} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Sample({
  sample,
  blockedReason,
  onPick,
}: {
  sample: string;
  blockedReason: string | null;
  onPick: (sample: string) => void;
}) {
  const button = (
    <button
      type="button"
      aria-disabled={blockedReason !== null || undefined}
      onClick={() => {
        if (blockedReason === null) onPick(sample);
      }}
      className="w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-left text-sm wrap-anywhere hover:bg-raised aria-disabled:opacity-50"
    >
      {sample}
    </button>
  );
  return blockedReason === null ? button : <Tooltip content={blockedReason}>{button}</Tooltip>;
}
