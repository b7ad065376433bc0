/**
 * The content security policy refuses code made from strings, which zod would otherwise try for speed. This reaches
 * zod through the global that all its copies share, so that a page which parses nothing need not load it.
 */
export function keepZodFromEval(): void {
  // The name is zod's own; nothing else types it.
  const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
  (shared.__zod_globalConfig ??= {}).jitless = true;
}
