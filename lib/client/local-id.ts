/**
 * A name for something made on this page, such as a message on its way. Without `crypto.randomUUID`, which browsers
 * keep from pages that came over plain HTTP.
 */
export function localId(prefix: string): string {
  return `${prefix}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
