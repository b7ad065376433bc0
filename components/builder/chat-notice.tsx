import { Info } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Says when the chat at the right does not run what the form at the left shows. */
export function ChatNotice({
  pinnedVersion,
  latestVersion,
  isDirty,
  onStartNew,
}: {
  pinnedVersion: number | null;
  latestVersion: number | null;
  isDirty: boolean;
  onStartNew: () => void;
}) {
  if (pinnedVersion === null) return null;
  const isOld = latestVersion !== null && pinnedVersion !== latestVersion;
  if (!isDirty && !isOld) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-5 py-1.5 text-xs text-muted"
    >
      <Info className="size-3.5" aria-hidden />
      <span className="min-w-0 grow basis-48">
        This chat runs version {pinnedVersion}
        {isDirty ? ', without your unsaved changes.' : `; version ${latestVersion} is the newest.`}
      </span>
      <Button size="sm" onClick={onStartNew}>
        {isDirty ? 'Try the changes in a new chat' : `New chat with version ${latestVersion}`}
      </Button>
    </div>
  );
}
