'use client';

import { FileCode, FilePlus, FileText, Folder, MoreHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { toast } from '@/components/ui/toast';
import { cn } from '@/components/ui/cn';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { SkillFile } from '@/lib/contract/skill';
import { fileTreeRows } from './file-tree-rows';
import { skillFileName } from './lint-skill';
import { PathDialog } from './path-dialog';
import { readTextFiles } from './read-text-files';
import type { SkillDraft } from './use-skill-draft';

type Asked = { kind: 'new' } | { kind: 'rename'; path: string };

/** The files of a skill in their folders. `draft` is null where they can only be read. */
export function FileTree({
  files,
  activePath,
  changed,
  draft,
  onSelect,
}: {
  files: readonly SkillFile[];
  activePath: string;
  /** Paths that differ from the latest version. */
  changed: ReadonlySet<string>;
  draft: SkillDraft | null;
  onSelect: (path: string) => void;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const uploadRef = useRef<HTMLInputElement>(null);
  const paths = files.map((file) => file.path);

  const upload = async (picked: FileList | null): Promise<void> => {
    const { files: read, refused } = await readTextFiles([...(picked ?? [])]);
    for (const reason of refused) toast.error('Not added', { description: reason });
    if (read.length > 0) draft?.add(read);
  };
  const remove = (path: string): void => {
    const file = files.find((candidate) => candidate.path === path);
    if (!draft || !file) return;
    draft.remove(path);
    toast(`Removed ${path}`, { action: { label: 'Undo', onClick: () => draft.add([file]) } });
  };
  const finish = (path: string): void => {
    if (asked?.kind === 'rename') draft?.rename(asked.path, path);
    else draft?.add([{ path, content: '' }]);
    setAsked(null);
  };

  return (
    <section aria-labelledby="skill-files" className="px-2.5 py-3">
      <div className="flex h-7 items-center justify-between pl-2.5">
        <h2 id="skill-files" className="text-sm font-medium text-muted">
          Files
        </h2>
        {draft ? (
          <DropdownMenu
            trigger={
              <IconButton label="Add files" hasTooltip={false} className="size-7">
                <FilePlus aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => setAsked({ kind: 'new' })}>New file…</MenuItem>
            <MenuItem onSelect={() => uploadRef.current?.click()}>Upload text files…</MenuItem>
          </DropdownMenu>
        ) : null}
      </div>
      <ul className="mt-1">
        {fileTreeRows(paths).map((row) =>
          row.kind === 'folder' ? (
            <li
              key={`folder ${row.path}`}
              className="flex h-7 items-center gap-2 pr-2 text-muted"
              style={{ paddingLeft: indent(row.depth) }}
            >
              <Folder className="text-faint" aria-hidden />
              <span className="truncate">{row.name}</span>
            </li>
          ) : (
            <li key={row.path} className="group relative">
              <button
                type="button"
                onClick={() => onSelect(row.path)}
                aria-current={row.path === activePath ? 'true' : undefined}
                aria-label={changed.has(row.path) ? `${row.path}, changed` : row.path}
                className={cn(
                  'flex h-7 w-full items-center gap-2 rounded-sm pr-8 text-left text-muted outline-offset-[-2px] hover:text-ink',
                  'aria-[current=true]:bg-raised aria-[current=true]:text-ink',
                )}
                style={{ paddingLeft: indent(row.depth) }}
              >
                {row.name.endsWith('.md') ? (
                  <FileText className="text-faint" aria-hidden />
                ) : (
                  <FileCode className="text-faint" aria-hidden />
                )}
                <span className="truncate">{row.name}</span>
                {changed.has(row.path) ? (
                  <span className="ml-auto size-1.5 shrink-0 rounded-full bg-warning" />
                ) : null}
              </button>
              {draft && row.path !== skillFileName ? (
                <DropdownMenu
                  trigger={
                    <IconButton
                      label={`Actions for ${row.path}`}
                      hasTooltip={false}
                      className="absolute top-0.5 right-0.5 size-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100"
                    >
                      <MoreHorizontal aria-hidden />
                    </IconButton>
                  }
                >
                  <MenuItem onSelect={() => setAsked({ kind: 'rename', path: row.path })}>
                    Rename or move…
                  </MenuItem>
                  <MenuItem danger onSelect={() => remove(row.path)}>
                    Remove
                  </MenuItem>
                </DropdownMenu>
              ) : null}
            </li>
          ),
        )}
      </ul>
      <input
        ref={uploadRef}
        type="file"
        multiple
        hidden
        aria-label="Upload text files"
        onChange={(event) => {
          void upload(event.target.files);
          event.target.value = '';
        }}
      />
      {asked ? (
        <PathDialog
          title={asked.kind === 'new' ? 'New file' : `Rename ${asked.path}`}
          confirmLabel={asked.kind === 'new' ? 'Add file' : 'Rename'}
          initial={asked.kind === 'new' ? '' : asked.path}
          others={asked.kind === 'new' ? paths : paths.filter((path) => path !== asked.path)}
          onConfirm={finish}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </section>
  );
}

function indent(depth: number): number {
  return 10 + depth * 18;
}
