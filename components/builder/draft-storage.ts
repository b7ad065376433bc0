import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import { z } from 'zod';

const storedSchema = z.object({
  /** The version that the changes started from; null for an agent that nobody has saved. */
  base: z.number().nullable(),
  manifest: agentManifestSchema.or(z.looseObject({})),
});

export type StoredDraft = { base: number | null; manifest: AgentManifest };

/**
 * Unsaved changes, kept in this tab so that a reload or a detour loses nothing. Never leaves the browser.
 * `key` names the agent; storage that refuses (private mode, full) only means that nothing is kept.
 */
export const draftStorage = {
  read(key: string): StoredDraft | null {
    try {
      const text = sessionStorage.getItem(storageKey(key));
      if (text === null) return null;
      const parsed = storedSchema.safeParse(JSON.parse(text));
      if (!parsed.success || !('mcp_servers' in parsed.data.manifest)) return null;
      // Written by `write` below in this same tab: a draft may be unfinished, so the full schema cannot vouch for it.
      return { base: parsed.data.base, manifest: parsed.data.manifest as AgentManifest };
    } catch {
      return null;
    }
  },
  write(key: string, draft: StoredDraft): void {
    try {
      sessionStorage.setItem(storageKey(key), JSON.stringify(draft));
    } catch {
      // The draft still lives in the page.
    }
  },
  clear(key: string): void {
    try {
      sessionStorage.removeItem(storageKey(key));
    } catch {
      // Nothing was kept.
    }
  },
};

function storageKey(key: string): string {
  return `tackroom.draft.${key}`;
}
