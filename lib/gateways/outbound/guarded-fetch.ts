import { fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici';
import { createAddressPolicy } from './address-policy';
import { createGuardedAgent } from './guarded-agent';
import { nextHop } from './next-hop';
import { OutboundRefusal } from './outbound-refusal';

export type GuardedFetch = typeof globalThis.fetch;

export type GuardedFetchOptions = {
  /** Private hosts, addresses and CIDRs that may be reached all the same. */
  allowHosts: readonly string[];
  /** Longest silence of a server before headers and between two chunks; 0 leaves it to the caller's signal. */
  idleTimeoutMs?: number;
};

const maxRedirects = 3;
const idleTimeoutMsDefault = 300_000;
// Statuses that may not carry a body object.
const bodilessStatuses: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * The one way out: a `fetch` that reaches public addresses and what the operator allowed, nothing else. Redirects are
 * followed by hand, at most three, each checked like the first, without credentials once they leave the origin.
 * Make one per gateway and keep it: it holds the keep-alive connections.
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const policy = createAddressPolicy(options.allowHosts);
  const agent = createGuardedAgent(policy, { idleTimeoutMs: options.idleTimeoutMs ?? idleTimeoutMsDefault });

  return async (input, init) => {
    const redirect = init?.redirect ?? 'follow';
    let hop = await firstHop(input, init);
    for (let redirects = 0; ; redirects += 1) {
      requireHttp(hop.url);
      // The two RequestInit types differ only in which copy of undici declares the stream and header classes.
      const request = { ...hop.init, redirect: 'manual', dispatcher: agent } as unknown as UndiciRequestInit;
      const answer = await undiciFetch(hop.url, request);
      const location = isRedirect(answer.status) ? answer.headers.get('location') : null;
      if (location === null || redirect === 'manual') return asGlobalResponse(answer, hop.url, redirects > 0);
      await answer.body?.cancel();
      if (redirect === 'error')
        throw new OutboundRefusal(`"${hop.url.host}" redirects, which this request does not allow.`);
      if (redirects === maxRedirects)
        throw new OutboundRefusal(
          `"${hop.url.host}" redirects more than ${maxRedirects} times. Use the final address.`,
        );
      hop = nextHop(hop, answer.status, location);
    }
  };
}

async function firstHop(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<{ url: URL; init: RequestInit }> {
  if (!(input instanceof Request)) return { url: new URL(input), init: init ?? {} };
  const body = input.body === null ? undefined : await input.arrayBuffer();
  const fromRequest: RequestInit = {
    method: input.method,
    headers: input.headers,
    signal: input.signal,
    ...(body ? { body } : {}),
  };
  return { url: new URL(input.url), init: { ...fromRequest, ...init } };
}

function requireHttp(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutboundRefusal(`"${url.protocol}" addresses are not called. Use http or https.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundRefusal(
      `The address of "${url.host}" holds a user name or password. Put the credential in its own field.`,
    );
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Callers test with `instanceof Response`, which only the global class passes. */
function asGlobalResponse(
  answer: Awaited<ReturnType<typeof undiciFetch>>,
  url: URL,
  redirected: boolean,
): Response {
  // undici streams are the global ReadableStream; only the declarations differ.
  const body = bodilessStatuses.has(answer.status)
    ? null
    : (answer.body as unknown as ReadableStream<Uint8Array> | null);
  const headers = new Headers([...answer.headers]);
  const response = new Response(body, { status: answer.status, statusText: answer.statusText, headers });
  Object.defineProperty(response, 'url', { value: url.href });
  Object.defineProperty(response, 'redirected', { value: redirected });
  return response;
}
