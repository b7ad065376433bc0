import type { NextConfig } from 'next';

/** Page headers that need no per-request nonce; the content security policy itself is set in `proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
];

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // Loaded by Node once for the whole server; bundled they would be in every route's chunk again.
  serverExternalPackages: [
    ...[
      'pg',
      'pino',
      'pino-pretty',
      '@prisma/client',
      '@prisma/adapter-pg',
      'undici',
      'ajv',
      'gpt-tokenizer',
      '@pydantic/genai-prices',
    ],
    ...['@modelcontextprotocol/client', '@modelcontextprotocol/server', '@modelcontextprotocol/node'],
    ...[
      '@ai-sdk/anthropic',
      '@ai-sdk/google',
      '@ai-sdk/openai',
      '@ai-sdk/openai-compatible',
      '@ai-sdk/provider',
    ],
  ],
  // `npm run check` checks the types; the start of a newcomer need not wait for them.
  typescript: { ignoreBuildErrors: true },
  // A route is loaded when it is first asked for, not all of them before the first answer.
  experimental: { preloadEntriesOnStart: false },
  devIndicators: false,
  async headers() {
    return [{ source: '/:path*', headers: securityHeaders }];
  },
};

export default nextConfig;
