export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };

const maxCells = 4_000_000;

/** The lines that two texts share and those only one has, as a reader expects them: removed before added. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const left = before.split('\n');
  const right = after.split('\n');
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  ) {
    tail += 1;
  }
  const middle = diffMiddle(left.slice(head, left.length - tail), right.slice(head, right.length - tail));
  return [...left.slice(0, head).map(same), ...middle, ...left.slice(left.length - tail).map(same)];
}

function diffMiddle(left: readonly string[], right: readonly string[]): DiffLine[] {
  // Two huge unrelated texts are not worth a table; everything went and everything came.
  if (left.length * right.length > maxCells) return [...left.map(removed), ...right.map(added)];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const below = lengths[(row + 1) * width + column] ?? 0;
      const beside = lengths[row * width + column + 1] ?? 0;
      const both = (lengths[(row + 1) * width + column + 1] ?? 0) + 1;
      lengths[row * width + column] = left[row] === right[column] ? both : Math.max(below, beside);
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const leftLine = left[row];
    const rightLine = right[column];
    if (leftLine !== undefined && leftLine === rightLine) {
      lines.push(same(leftLine));
      row += 1;
      column += 1;
    } else if (
      leftLine !== undefined &&
      (rightLine === undefined ||
        (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      lines.push(removed(leftLine));
      row += 1;
    } else if (rightLine !== undefined) {
      lines.push(added(rightLine));
      column += 1;
    }
  }
  return lines;
}

const same = (text: string): DiffLine => ({ kind: 'same', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });
const removed = (text: string): DiffLine => ({ kind: 'removed', text });
