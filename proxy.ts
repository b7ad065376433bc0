import { NextResponse, type NextRequest } from 'next/server';

/**
 * Gives every page a content security policy with a nonce of its own: Next writes inline scripts, and nothing else
 * may. API, model and tool traffic never passes here, because a proxy cuts large request bodies.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-tackroom-path', pathOf(request));
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  matcher: ['/((?!api/|v1/|llm/|mcp/|mcp$|_next/|vs/|.*\\.(?:svg|png|ico|txt|woff2)$).*)'],
};

/** The address of the page, so that signing in can lead back to it. */
function pathOf(request: NextRequest): string {
  const search = new URLSearchParams(request.nextUrl.search);
  // Next adds this to its own requests for page data.
  search.delete('_rsc');
  const text = search.toString();
  return text === '' ? request.nextUrl.pathname : `${request.nextUrl.pathname}?${text}`;
}

function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    // React's development tools rebuild stack traces with eval; production never needs it.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
