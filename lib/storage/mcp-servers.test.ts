import { afterAll, expect, it } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { openDatabase } from './database';
import { createMcpServer, findMcpServer, readMcpServer } from './mcp-servers';
import { scopeOf } from './scope';

const { DATABASE_URL } = process.env;
if (DATABASE_URL === undefined) throw new Error('These tests need the database that the test run starts.');
const database = openDatabase(DATABASE_URL);
afterAll(() => database.close());

it('reads a server for a call as it is read anywhere else, and nobody else’s', async () => {
  const id = newId('organisation');
  await database.prisma.organisation.create({ data: { id, name: 'Servers', slug: id } });
  const scope = scopeOf(database, id);
  await createMcpServer(scope, {
    name: 'shop',
    description: 'A shop',
    transport: 'http',
    url: 'https://shop.example.com/mcp',
    authType: 'bearer',
    authHeader: null,
    secret: 'sealed',
    secretLast4: '1234',
    builtin: null,
    createdBy: 'usr_test',
  });
  const found = await findMcpServer(scope, 'shop');
  expect(found).toMatchObject({ name: 'shop', secret: 'sealed' });
  expect(await readMcpServer(scope, 'shop')).toEqual(found);
  expect(await readMcpServer(scope, 'other')).toBeUndefined();
  expect(await readMcpServer(scopeOf(database, 'org_other'), 'shop')).toBeUndefined();
});
