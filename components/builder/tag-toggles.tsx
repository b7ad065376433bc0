'use client';

import type { ToolTag } from '@/lib/client/tool-choice';

/** Tags of a tool list as chips that are on or off. */
export function TagToggles({
  label,
  tags,
  active,
  readOnly,
  onToggle,
}: {
  label: string;
  tags: readonly ToolTag[];
  active: readonly string[];
  readOnly: boolean;
  onToggle: (tag: ToolTag, on: boolean) => void;
}) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
      {label}
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={active.includes(tag)}
          disabled={readOnly}
          onClick={() => onToggle(tag, !active.includes(tag))}
          className="inline-flex h-[22px] items-center rounded-sm border border-line-strong px-2 font-mono hover:bg-raised aria-pressed:border-accent/35 aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {tag}
        </button>
      ))}
    </div>
  );
}
