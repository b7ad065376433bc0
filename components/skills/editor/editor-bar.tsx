import { PanelLeft } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { Segmented } from '@/components/ui/segmented';
import { formatBytes, formatCount } from '@/lib/client/format';

export type FileView = 'edit' | 'preview' | 'diff';

/** What an agent pays for SKILL.md: counted by the server, so only known for what is published. */
export type SkillTokens = { kind: 'counted'; up_front: number; when_read: number } | { kind: 'uncounted' };

/** The bar above the file: its name, what it costs, and the ways to look at it. */
export function EditorBar({
  path,
  bytes,
  tokens,
  view,
  views,
  onView,
  onFiles,
}: {
  path: string;
  bytes: number;
  /** Null for files that only load on demand. */
  tokens: SkillTokens | null;
  view: FileView;
  views: readonly { value: FileView; label: string }[];
  onView: (view: FileView) => void;
  onFiles: () => void;
}) {
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <IconButton
        label="Files and versions"
        hasTooltip={false}
        className="-ml-1.5 md:hidden"
        onClick={onFiles}
      >
        <PanelLeft aria-hidden />
      </IconButton>
      <h2 className="min-w-0 truncate font-semibold">{path}</h2>
      {tokens === null ? (
        <Badge title="An agent reads this file only when it asks for it">{formatBytes(bytes)}</Badge>
      ) : tokens.kind === 'uncounted' ? (
        <Badge title="The server counts the tokens of a version when it is published">
          tokens counted on publish
        </Badge>
      ) : (
        <>
          <Badge title="Name and description, in the context of every agent that attaches the skill">
            {formatCount(tokens.up_front)} tokens up front
          </Badge>
          <Badge title="The text of SKILL.md, once an agent reads it or preloads it">
            {formatCount(tokens.when_read)} tokens when read
          </Badge>
        </>
      )}
      <Segmented label="View" value={view} onValueChange={onView} options={views} className="ml-auto" />
    </div>
  );
}
