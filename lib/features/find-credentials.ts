import type { AgentManifest } from '@/lib/contract/agent-manifest';

/** A value that looks like a credential, and whether it stands in text that people write for the model. */
export type CredentialFinding = { path: string; inFreeText: boolean; message: string };

// Forms of well-known credentials. Each is linear: no nested repetition.
const patterns: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{16,}/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\btkr_[A-Za-z0-9]{30,}/,
  /\bBearer\s+[A-Za-z0-9._~+/-]{16,}/i,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/,
  /\bhttps?:\/\/[^\s/:@]{1,200}:[^\s/@]{1,200}@/,
];

const secretName =
  /(?:^|[_\-.]|(?<=[a-z]))(?:api[_-]?key|access[_-]?key|token|key|secret|password|passwd|authorization)$/i;
const freeText: readonly RegExp[] = [
  /^instructions$/,
  /^description$/,
  /^messages\.\d+\.content$/,
  /^samples\.\d+$/,
  /^client_tools\.\d+\.description$/,
];

/** Walks a definition. The findings name places, never the values themselves. */
export function findCredentials(manifest: AgentManifest): CredentialFinding[] {
  const findings: CredentialFinding[] = [];
  const pending: { path: string; key: string; value: unknown }[] = [{ path: '', key: '', value: manifest }];
  while (pending.length > 0) {
    const { path, key, value } = pending.pop() ?? { path: '', key: '', value: undefined };
    if (typeof value === 'string') {
      if (looksLikeCredential(key, value)) findings.push(toFinding(path));
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, item] of Object.entries(value)) {
        pending.push({
          path: path === '' ? inner : `${path}.${inner}`,
          key: Array.isArray(value) ? key : inner,
          value: item,
        });
      }
    }
  }
  return findings.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function looksLikeCredential(key: string, value: string): boolean {
  if (patterns.some((pattern) => pattern.test(value))) return true;
  return secretName.test(key) && isRandomLooking(value);
}

/** Long, without spaces, of many different characters: nothing that a person would name a thing. */
function isRandomLooking(value: string): boolean {
  if (value.length < 16 || value.length > 4096 || /\s|\{\{|\$\{/.test(value)) return false;
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / value.length) * Math.log2(count / value.length),
    0,
  );
  return bits > 3.2;
}

function toFinding(path: string): CredentialFinding {
  const inFreeText = freeText.some((pattern) => pattern.test(path));
  const place = placeOf(path);
  const message = inFreeText
    ? `"${path}" seems to hold a credential. Definitions are shared and sent to the model: remove it and keep it ${place}.`
    : `"${path}" looks like a credential, and a definition holds names, never secrets. Keep it ${place} and refer to that by name.`;
  return { path, inFreeText, message };
}

function placeOf(path: string): string {
  if (path.startsWith('model')) return 'with the provider, under Models';
  if (path.startsWith('mcp_servers')) return 'with the server, under MCP servers';
  return 'with the provider under Models, or with the server under MCP servers';
}
