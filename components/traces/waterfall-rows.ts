import type { Step } from '@/lib/contract/trace';

/** A step with its place in the waterfall. Numbers count from one, in the order shown. */
export type WaterfallRow = { step: Step; number: number; depth: number };

/**
 * Orders steps for reading: start order within a thread, and a thread's steps below the step that opened it, one
 * level deeper. Every step appears once, whatever its parents say.
 */
export function waterfallRows(steps: readonly Step[]): WaterfallRow[] {
  const [first] = steps;
  if (first === undefined) return [];
  const byThread = groupBy(steps, (step) => step.thread_id);
  const openedBy = threadsByOpener(steps, byThread, first.thread_id);
  const rows: WaterfallRow[] = [];
  const seen = new Set<string>();
  // A stack, not recursion: depth comes from data.
  const walk = (threadId: string, depth: number): void => {
    const stack = [{ threadId, depth, next: 0 }];
    seen.add(threadId);
    while (stack.length > 0) {
      const frame = stack.at(-1);
      const step = frame && byThread.get(frame.threadId)?.[frame.next];
      if (!frame || !step) {
        stack.pop();
        continue;
      }
      frame.next += 1;
      rows.push({ step, number: rows.length + 1, depth: frame.depth });
      for (const opened of [...(openedBy.get(step.id) ?? [])].reverse()) {
        if (seen.has(opened)) continue;
        seen.add(opened);
        stack.push({ threadId: opened, depth: frame.depth + 1, next: 0 });
      }
    }
  };
  walk(first.thread_id, 0);
  for (const threadId of byThread.keys()) if (!seen.has(threadId)) walk(threadId, 1);
  return rows;
}

function threadsByOpener(
  steps: readonly Step[],
  byThread: ReadonlyMap<string, readonly Step[]>,
  rootThread: string,
): Map<string, string[]> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const openers = new Map<string, string[]>();
  for (const [threadId, ofThread] of byThread) {
    if (threadId === rootThread) continue;
    const opener = ofThread
      .map((step) => (step.parent_id === null ? undefined : byId.get(step.parent_id)))
      .find((parent) => parent !== undefined && parent.thread_id !== threadId);
    if (opener) openers.set(opener.id, [...(openers.get(opener.id) ?? []), threadId]);
  }
  return openers;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
