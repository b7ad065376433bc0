import { agentManifestSchema } from '@/lib/contract/agent-manifest';

export type ManifestIssue = { path: readonly (string | number)[]; message: string };

/** What the schema refuses in a draft, place by place. */
export function manifestIssues(draft: unknown): ManifestIssue[] {
  const parsed = agentManifestSchema.safeParse(draft);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({
    // The schema has no symbol keys, so every part is a text or a number.
    path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    message: readable(issue.message),
  }));
}

/** A place as one text, such as `mcp_servers.0.name`. */
export function issuePath(path: readonly (string | number)[]): string {
  return path.join('.');
}

function readable(message: string): string {
  if (/received undefined/iu.test(message)) return 'This is required.';
  if (/expected string to have >=1 characters/iu.test(message)) return 'This is required.';
  if (/expected int/u.test(message)) return 'Use a whole number.';
  const bound = /^Too (big|small): expected \w+ to (?:be|have) [<>]=?([\d.]+)(?: (\w+))?$/u.exec(message);
  if (bound) {
    const [, side, limit, unit] = bound;
    const isExclusive = /[<>](?!=)/u.test(message);
    const words =
      side === 'big' ? (isExclusive ? 'Less than' : 'At most') : isExclusive ? 'More than' : 'At least';
    return `${words} ${limit}${unit ? ` ${unit}` : ''}.`;
  }
  return message.replace(/^Invalid input: /u, 'Wrong value: ');
}
