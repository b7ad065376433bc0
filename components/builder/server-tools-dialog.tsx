'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SearchInput } from '@/components/ui/search-input';
import { Table, TableBody, TableHead, HeadCell } from '@/components/ui/table';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { toolChoice, withList, withToolEnabled, type ToolTag } from '@/lib/client/tool-choice';
import { useServerTools } from '@/lib/client/use-registry';
import type { ManifestServer } from '@/lib/contract/agent-manifest';
import { useDraft } from './draft-context';
import { ServerToolRow } from './server-tool-row';
import { TagToggles } from './tag-toggles';

const enableTags: readonly ToolTag[] = ['@read-only'];
const approvalTags: readonly ToolTag[] = ['@destructive', '@write', '@all'];

/** Which tools of a server the agent may call, which stand ready from the start, and which ask first. */
export function ServerToolsDialog({
  attachment,
  onChange,
  onClose,
}: {
  attachment: ManifestServer;
  onChange: (next: ManifestServer) => void;
  onClose: () => void;
}) {
  const { readOnlyReason } = useDraft();
  const [filter, setFilter] = useState('');
  const tools = useServerTools(attachment.name, true);
  const readOnly = readOnlyReason !== null;
  const shown = tools.data?.filter((tool) =>
    `${tool.name} ${tool.description}`.toLowerCase().includes(filter.toLowerCase()),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={`Tools of ${attachment.name}`}
      description="An agent can only narrow what the organisation allows: flags under Tool policies still hold."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <SearchInput
            label="Filter tools"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          <TagToggles
            label="Allow only"
            tags={enableTags}
            active={attachment.enable_tools ?? []}
            readOnly={readOnly}
            onToggle={(tag, on) => onChange({ ...attachment, enable_tools: on ? [tag] : undefined })}
          />
          <TagToggles
            label="Always ask for"
            tags={approvalTags}
            active={attachment.require_approval_for_tools ?? []}
            readOnly={readOnly}
            onToggle={(tag, on) => onChange(withList(attachment, 'require_approval_for_tools', tag, on))}
          />
        </div>
        {tools.isError ? <ErrorState cause={tools.error.message} /> : null}
        {tools.isPending ? <TableSkeleton rows={4} tall /> : null}
        {shown ? (
          <Table label={`Tools of ${attachment.name}`}>
            <TableHead>
              <HeadCell className="first:pl-1">Tool</HeadCell>
              <HeadCell numeric>Tokens</HeadCell>
              <HeadCell>Allowed</HeadCell>
              <HeadCell>Preload</HeadCell>
              <HeadCell>Ask first</HeadCell>
            </TableHead>
            <TableBody>
              {shown.map((tool) => (
                <ServerToolRow
                  key={tool.name}
                  tool={tool}
                  choice={toolChoice(attachment, tool)}
                  readOnly={readOnly}
                  onEnabled={(on) => onChange(withToolEnabled(attachment, tool.name, on))}
                  onPreloaded={(on) => onChange(withList(attachment, 'preload_tools', tool.name, on))}
                  onAsks={(on) => onChange(withList(attachment, 'require_approval_for_tools', tool.name, on))}
                />
              ))}
            </TableBody>
          </Table>
        ) : null}
        {shown?.length === 0 ? <p className="text-muted">No tool matches.</p> : null}
      </div>
    </Dialog>
  );
}
