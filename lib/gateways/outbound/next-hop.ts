import { OutboundRefusal } from './outbound-refusal';

export type Hop = { url: URL; init: RequestInit };

// Everything else may be a credential: custom header names carry keys too.
const headersForOtherOrigins: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-type',
  'user-agent',
]);

/** The request a redirect asks for, with the method rules of the Fetch standard and without credentials off the origin. */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  const url = toUrl(location, hop.url);
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:') {
    throw new OutboundRefusal(
      `"${hop.url.host}" redirects from https to an unprotected address, which is not followed.`,
    );
  }
  const method = (hop.init.method ?? 'GET').toUpperCase();
  const becomesGet = (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST');
  const { body, ...rest } = hop.init;
  if (!becomesGet && body instanceof ReadableStream) {
    throw new OutboundRefusal(
      `"${hop.url.host}" redirects a request whose body cannot be sent twice. Use the final address.`,
    );
  }
  const headers = new Headers(hop.init.headers);
  if (url.origin !== hop.url.origin) {
    for (const name of [...headers.keys()]) if (!headersForOtherOrigins.has(name)) headers.delete(name);
  }
  if (becomesGet) {
    for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name);
    return { url, init: { ...rest, method: 'GET', headers } };
  }
  return { url, init: { ...rest, method, headers, ...(body === undefined ? {} : { body }) } };
}

function toUrl(location: string, base: URL): URL {
  try {
    return new URL(location, base);
  } catch {
    throw new OutboundRefusal(`"${base.host}" redirects to something that is not an address.`);
  }
}
