/**
 * Whether the words of a link already tell where it leads: they are its host or an address there. Words that merely
 * contain the host, such as another host that ends like it, tell nothing.
 */
export function showsHost(words: string, url: URL): boolean {
  const text = words.trim();
  if (text.toLowerCase() === url.host) return true;
  return /^https?:\/\//i.test(text) && URL.canParse(text) && new URL(text).origin === url.origin;
}
