import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecretBox } from '@/lib/platform/secret-box';
import { createMcpServer, findMcpServer } from '@/lib/storage/mcp-servers';
import { createProvider, findProvider } from '@/lib/storage/providers';
import { resealSecrets } from '@/lib/features/reseal-secrets';
import { openAuthBench, type AuthBench, type TestOrganisation } from './auth-bench.test-support';
import { resolvePrincipal } from './resolve-principal';

// Other tests seal in the same database: no secret of theirs may be the one that is rotated out of all of it.
const former = 'the-secret-before-rotation-01';
const next = 'the-secret-after-rotation-01';
let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

const rotating = () => createSecretBox({ secret: next, previousSecret: bench.app.env.secret });
const rotated = createSecretBox({ secret: next });

it('lets the previous secret go once every provider key and server credential is sealed anew', async () => {
  const { scope } = organisation;
  const { database } = bench.app;
  const secretBox = createSecretBox({ secret: former });
  const createdBy = organisation.people.owner.id;
  const sealed = (plain: string, origin: string) => ({
    secret: secretBox.seal(plain, origin),
    secretLast4: null,
  });
  await createProvider(scope, {
    name: 'vendor',
    type: 'openai',
    baseUrl: null,
    models: [],
    createdBy,
    ...sealed('key', 'https://api.openai.com'),
  });
  await createMcpServer(scope, {
    name: 'billing',
    description: '',
    transport: 'streamable_http',
    url: 'https://billing.example/mcp',
    authType: 'header',
    authHeader: 'Authorization',
    builtin: null,
    createdBy,
    ...sealed('token', 'https://billing.example'),
  });
  await resealSecrets({ database, secretBox: createSecretBox({ secret: next, previousSecret: former }) });
  const provider = await findProvider(scope, 'vendor');
  const server = await findMcpServer(scope, 'billing');
  expect(rotated.open(provider?.secret ?? '', 'https://api.openai.com')).toBe('key');
  expect(rotated.open(server?.secret ?? '', 'https://billing.example')).toBe('token');
});

it('keeps API keys working through a rotation and, once used, after it', async () => {
  const person = organisation.people.builder;
  const [used, unused] = await Promise.all([
    bench.makeKey(organisation.scope, person),
    bench.makeKey(organisation.scope, person),
  ]);
  const ask = (key: string, secretBox: typeof rotated) =>
    resolvePrincipal(
      { headers: new Headers({ authorization: `Bearer ${key}` }) },
      // Later than any cached answer.
      { ...bench.app, secretBox, now: () => Date.now() + 60_000 },
    );
  expect((await ask(used, rotating())).userId).toBe(person.id);
  await organisation.scope.prisma.apiKey.findFirstOrThrow({ where: { hash: rotated.fingerprint(used) } });
  expect((await ask(used, rotated)).userId).toBe(person.id);
  await expect(ask(unused, rotated)).rejects.toMatchObject({ code: 'unauthenticated' });
});
