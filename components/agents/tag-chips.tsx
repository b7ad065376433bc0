'use client';

const chipClass =
  'inline-flex h-[22px] items-center gap-1 rounded-sm border border-line-strong px-2 text-xs text-muted hover:bg-raised hover:text-ink aria-pressed:border-faint/60 aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink';

/** Own agents and tags as chips with counts; several may be on at once. */
export function TagChips({
  tags,
  active,
  isMine,
  mineCount,
  onMine,
  onTags,
}: {
  tags: readonly { tag: string; count: number }[];
  active: readonly string[];
  isMine: boolean;
  mineCount: number;
  onMine: (on: boolean) => void;
  onTags: (tags: string[]) => void;
}) {
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <button type="button" aria-pressed={isMine} className={chipClass} onClick={() => onMine(!isMine)}>
        Mine <span className="tabular-nums">{mineCount}</span>
      </button>
      {tags.slice(0, 12).map(({ tag, count }) => {
        const isOn = active.includes(tag);
        return (
          <button
            key={tag}
            type="button"
            aria-pressed={isOn}
            className={chipClass}
            onClick={() => onTags(isOn ? active.filter((other) => other !== tag) : [...active, tag])}
          >
            Tag: {tag} <span className="tabular-nums">{count}</span>
          </button>
        );
      })}
    </div>
  );
}
