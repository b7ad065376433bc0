import type { McpServerCreate, McpServerPatch } from '@/lib/contract/mcp-server';
import { AppError } from '@/lib/platform/app-error';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { McpServerRecord } from '@/lib/storage/mcp-servers';

type Auth = McpServerCreate['auth'] | McpServerPatch['auth'];
/** How a server is authenticated, as it is stored: the credential sealed for the origin it may be sent to. */
export type StoredAuth = Pick<McpServerRecord, 'authType' | 'authHeader' | 'secret' | 'secretLast4'>;

const noAuth: StoredAuth = { authType: 'none', authHeader: null, secret: null, secretLast4: null };
// What the transport sets itself, or what would change whom or how we talk to.
const reservedHeaders = [
  'host',
  'content-length',
  'content-type',
  'accept',
  'connection',
  'transfer-encoding',
  'cookie',
];

/**
 * The stored form of the wanted authentication at `url`. A credential that is kept stays with its origin: for another
 * one it has to be entered again, so that an address change cannot send it somewhere else.
 */
export function storedAuth(
  wanted: Auth,
  options: { url: string; secretBox: SecretBox; current?: McpServerRecord },
): StoredAuth {
  const { current } = options;
  const auth = wanted ?? (current ? currentAuth(current) : undefined);
  if (auth === undefined || auth.type === 'none') return noAuth;
  requireHeader(auth.header);
  const { origin } = new URL(options.url);
  if (auth.value !== undefined) {
    requireHeaderValue(auth.value);
    return {
      authType: 'header',
      authHeader: auth.header,
      secret: options.secretBox.seal(auth.value, origin),
      // Four characters of a short secret would be too much of it.
      secretLast4: auth.value.length >= 12 ? auth.value.slice(-4) : null,
    };
  }
  if (!current?.secret) {
    throw new AppError(
      'invalid_request',
      `Enter the value of the header "${auth.header}", or choose no authentication.`,
      {
        param: 'auth.value',
      },
    );
  }
  const boundTo = current.url === null ? undefined : new URL(current.url).origin;
  if (boundTo !== origin) {
    throw new AppError(
      'unprocessable',
      `The stored credential belongs to ${boundTo ?? 'another address'} and is not sent to ${origin}. Enter it again.`,
      {
        param: 'auth.value',
      },
    );
  }
  return {
    authType: 'header',
    authHeader: auth.header,
    secret: current.secret,
    secretLast4: current.secretLast4,
  };
}

function currentAuth(server: McpServerRecord): McpServerCreate['auth'] {
  return server.authType === 'header'
    ? { type: 'header', header: server.authHeader ?? 'Authorization' }
    : { type: 'none' };
}

function requireHeader(header: string): void {
  const name = header.toLowerCase();
  if (!reservedHeaders.includes(name) && !name.startsWith('mcp-')) return;
  throw new AppError(
    'invalid_request',
    `The header "${header}" is set by the connection itself. Name another one, such as Authorization.`,
    {
      param: 'auth.header',
    },
  );
}

function requireHeaderValue(value: string): void {
  if (/^[\x20-\x7e\x80-\xff]+$/.test(value)) return;
  throw new AppError(
    'invalid_request',
    'A header value holds no line breaks or control characters. Paste it again without them.',
    {
      param: 'auth.value',
    },
  );
}
