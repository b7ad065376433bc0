import { GitMerge, History, Lock } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** What is special about the text below: somebody was faster, it is an older version, or it can only be read. */
export function SkillNotices({
  overtakenBy,
  viewing,
  latest,
  readOnlyReason,
  onTakeTheirs,
  onRestore,
  onBack,
}: {
  /** The version that somebody else published while this draft was written, or null. */
  overtakenBy: number | null;
  viewing: number | null;
  latest: number;
  readOnlyReason: string | null;
  onTakeTheirs: () => void;
  onRestore: () => void;
  onBack: () => void;
}) {
  return (
    <>
      {overtakenBy === null ? null : (
        <Notice
          role="alert"
          tone="warning"
          icon={<GitMerge />}
          title={`Version ${overtakenBy} was published meanwhile`}
          className="mx-4 mt-3"
          action={<Button onClick={onTakeTheirs}>Load version {overtakenBy}</Button>}
        >
          Your draft is kept and now compared with it. Publish yours as version {overtakenBy + 1}, or load
          theirs.
        </Notice>
      )}
      {viewing === null ? null : (
        <Notice
          icon={<History />}
          title={viewing === latest ? `Version ${viewing}, as published` : `Version ${viewing}, an older one`}
          className="mx-4 mt-3"
          action={
            <span className="flex shrink-0 flex-wrap justify-end gap-2">
              {readOnlyReason === null ? (
                <Button onClick={onRestore}>Restore version {viewing}</Button>
              ) : null}
              <Button onClick={onBack}>
                {readOnlyReason === null ? 'Back to editing' : 'Back to the latest'}
              </Button>
            </span>
          }
        >
          Read only.
        </Notice>
      )}
      {readOnlyReason === null ? null : (
        <Notice icon={<Lock />} className="mx-4 mt-3">
          {readOnlyReason}
        </Notice>
      )}
    </>
  );
}
