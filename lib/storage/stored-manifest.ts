import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';

const charactersMax = 8_000_000;
const parsed = new Map<string, AgentManifest>();
let characters = 0;

/**
 * A manifest as it is stored. Every turn of every session of an agent brings the same text, so what was parsed is kept
 * by it; nobody may change what they are given.
 */
export function parseStoredManifest(text: string): AgentManifest {
  const known = parsed.get(text);
  if (known) return known;
  const manifest = agentManifestSchema.parse(JSON.parse(text));
  if (characters + text.length > charactersMax) {
    parsed.clear();
    characters = 0;
  }
  parsed.set(text, manifest);
  characters += text.length;
  return manifest;
}
