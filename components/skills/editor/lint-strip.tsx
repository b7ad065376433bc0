import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { LintNote } from './lint-skill';

const icons = {
  ok: <CircleCheck className="mt-0.5 text-ok" aria-hidden />,
  warning: <TriangleAlert className="mt-0.5 text-warning" aria-hidden />,
  danger: <CircleAlert className="mt-0.5 text-danger" aria-hidden />,
};

/** What stands in the way of publishing, and what deserves a look. */
export function LintStrip({
  notes,
  openPath,
  onOpen,
}: {
  notes: readonly LintNote[];
  /** The file that is being written already: no need to lead there. Null where another view of it is shown. */
  openPath: string | null;
  onOpen: (note: LintNote) => void;
}) {
  return (
    <div
      role="status"
      aria-label="Checks"
      className="max-h-32 shrink-0 overflow-y-auto border-t border-line bg-surface px-4 py-2.5"
    >
      <ul className="flex flex-col gap-1">
        {notes.map((note, index) => (
          <li key={index} className="flex items-start gap-2">
            {icons[note.tone]}
            <span className="min-w-0 wrap-anywhere">
              <span className={cn('font-medium', note.tone === 'danger' && 'text-danger')}>{note.title}</span>{' '}
              <span className="text-xs text-muted">{note.detail}</span>
              {note.path && note.tone !== 'ok' && (note.path !== openPath || note.isChange) ? (
                <Button
                  variant="link"
                  className="ml-2"
                  aria-label={`${note.isChange ? 'Review' : 'Open'} ${note.path}`}
                  onClick={() => onOpen(note)}
                >
                  {note.isChange ? 'Review' : 'Open'}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
