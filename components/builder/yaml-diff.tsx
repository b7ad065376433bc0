import { cn } from '@/components/ui/cn';
import { lineDiff, type DiffLine } from '@/lib/client/line-diff';

const contextLines = 3;

type Chunk = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number };

/** Two definitions as one list of lines: what went, what came, and a little around it. */
export function YamlDiff({ label, before, after }: { label: string; before: string; after: string }) {
  const lines = lineDiff(before.trimEnd(), after.trimEnd());
  const added = lines.filter((line) => line.kind === 'added').length;
  const removed = lines.filter((line) => line.kind === 'removed').length;
  if (added + removed === 0) return <p className="text-muted">Nothing differs.</p>;
  return (
    <div>
      <p className="pb-1.5 text-xs text-muted tabular-nums">
        <span className="text-ok">{added} added</span> ·{' '}
        <span className="text-danger">{removed} removed</span>
      </p>
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-[60vh] overflow-auto rounded-md border border-line bg-surface py-1.5 font-mono text-xs leading-[19px]"
      >
        {fold(lines).map((chunk, index) =>
          chunk.kind === 'skipped' ? (
            <div key={index} className="px-3 text-faint">
              … {chunk.count} equal lines
            </div>
          ) : (
            chunk.lines.map((line, position) => <Line key={`${index}-${position}`} line={line} />)
          ),
        )}
      </div>
    </div>
  );
}

function Line({ line }: { line: DiffLine }) {
  const mark = line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ' ';
  const content = (
    <>
      <span
        aria-hidden
        className={cn(
          'w-4 shrink-0 select-none',
          line.kind === 'added' && 'text-ok',
          line.kind === 'removed' && 'text-danger',
        )}
      >
        {mark}
      </span>
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{line.text === '' ? ' ' : line.text}</span>
    </>
  );
  const className = cn(
    'flex px-3',
    line.kind === 'added' && 'bg-ok/12',
    line.kind === 'removed' && 'bg-danger/10',
  );
  if (line.kind === 'added') return <ins className={cn(className, 'no-underline')}>{content}</ins>;
  if (line.kind === 'removed') return <del className={cn(className, 'no-underline')}>{content}</del>;
  return <div className={className}>{content}</div>;
}

function fold(lines: readonly DiffLine[]): Chunk[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - contextLines), index + contextLines + 1)
      .some((line) => line.kind !== 'same'),
  );
  const chunks: Chunk[] = [];
  lines.forEach((line, index) => {
    const last = chunks.at(-1);
    if (near[index]) {
      if (last?.kind === 'lines') last.lines.push(line);
      else chunks.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'skipped') last.count += 1;
    else chunks.push({ kind: 'skipped', count: 1 });
  });
  return chunks;
}
