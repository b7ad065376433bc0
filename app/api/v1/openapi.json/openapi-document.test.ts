import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentedRoutes, listRoutes } from '@/lib/http/list-routes.test-support';
import { openapiDocument } from '@/lib/http/openapi-document';

const file = path.join(import.meta.dirname, '../../../../docs/api/openapi.json');

async function generate(): Promise<string> {
  const routes = documentedRoutes(await listRoutes());
  return `${JSON.stringify(openapiDocument(routes), null, 1)}\n`;
}

describe('the OpenAPI document', () => {
  it('says what the routes say (npm run openapi writes it anew)', async () => {
    const generated = await generate();
    if (process.env.TACKROOM_WRITE_OPENAPI === 'yes') await writeFile(file, generated);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(generated));
  });

  it('gives every operation an id of its own', async () => {
    const { paths } = JSON.parse(await generate());
    const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(ids.length).toBeGreaterThan(40);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
