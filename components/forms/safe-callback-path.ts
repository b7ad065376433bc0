import { paths } from '@/lib/client/paths';

/**
 * Where to go after signing in: the asked-for page when it is a path of this console, else the start page. An
 * address of another origin, however it is dressed up, is never followed.
 */
export function safeCallbackPath(asked: string | null | undefined): string {
  const start = paths.agents();
  if (!asked) return start;
  const base = 'http://console.invalid';
  let url: URL;
  try {
    url = new URL(asked, base);
  } catch {
    return start;
  }
  // Browsers read a backslash as a slash and drop control characters, so such an address may change its meaning.
  if (!/^\/(?![/\\])/u.test(asked) || /[\\\p{Cc}]/u.test(asked) || url.origin !== base) return start;
  if (url.pathname === '/' || url.pathname.startsWith(paths.signIn())) return start;
  return `${url.pathname}${url.search}${url.hash}`;
}
