import { z } from 'zod';
import {
  mcpServerCreateSchema,
  mcpServerPatchSchema,
  reservedServerNames,
  type McpServer,
  type McpServerCreate,
  type McpServerPatch,
} from '@/lib/contract/mcp-server';

/** The form of a server: the contract's fields, flat, as a person fills them in. */
export const serverFormSchema = z.object({
  name: mcpServerCreateSchema.shape.name.refine((name) => !reservedServerNames.includes(name), {
    message: 'The harness uses this name itself. Choose another one.',
  }),
  description: z.string().max(1024),
  url: z
    .url({ protocol: /^https?$/, error: 'Enter an address that begins with http:// or https://.' })
    .max(2000),
  auth: z.object({
    type: z.enum(['none', 'header']),
    header: z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'A header name has letters, digits and dashes.'),
    value: z.string().max(10_000),
  }),
});
export type ServerFormValues = z.infer<typeof serverFormSchema>;

export const emptyServerForm: ServerFormValues = {
  name: '',
  description: '',
  url: '',
  auth: { type: 'none', header: 'Authorization', value: '' },
};

/** The form of an existing server. The stored credential is not in it: leaving the value empty keeps it. */
export function serverFormOf(server: McpServer): ServerFormValues {
  return {
    name: server.name,
    description: server.description,
    url: server.url ?? '',
    auth: {
      type: server.auth.type === 'header' ? 'header' : 'none',
      header: server.auth.header ?? 'Authorization',
      value: '',
    },
  };
}

export function createBody({ auth, ...values }: ServerFormValues): McpServerCreate {
  return mcpServerCreateSchema.parse({ ...values, auth: authBody(auth) });
}

/** Only what was changed, so that a description can be edited without touching address or credential. */
export function patchBody(values: ServerFormValues, server: McpServer): McpServerPatch {
  const before = serverFormOf(server);
  const authChanged =
    values.auth.type !== before.auth.type ||
    (values.auth.type === 'header' &&
      (values.auth.header !== before.auth.header || values.auth.value !== ''));
  return mcpServerPatchSchema.parse({
    ...(values.description === before.description ? {} : { description: values.description }),
    ...(values.url === before.url || server.builtin ? {} : { url: values.url }),
    ...(authChanged && !server.builtin ? { auth: authBody(values.auth) } : {}),
  });
}

function authBody(auth: ServerFormValues['auth']): McpServerPatch['auth'] {
  if (auth.type === 'none') return { type: 'none' };
  return { type: 'header', header: auth.header, ...(auth.value === '' ? {} : { value: auth.value }) };
}
