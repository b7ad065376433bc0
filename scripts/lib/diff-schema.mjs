import { readFile } from 'node:fs/promises';
import { inRoot } from './paths.mjs';
import { applyMigrations } from './apply-migrations.mjs';
import { openCatalogAdapter } from './catalog-adapter.mjs';
import { openScratchDatabase } from './scratch-database.mjs';
import { readSchema } from './generate-client.mjs';

/**
 * The SQL that leads from the migrations of `migrations` to the schema files of `schema`; empty when they agree.
 * Applies the migrations to a scratch database and lets Prisma's schema engine compare that with the files. The engine
 * is WebAssembly and needs no download.
 */
export async function diffSchema({ schema = inRoot('prisma', 'schema'), migrations } = {}) {
  const scratch = await openScratchDatabase();
  try {
    await withClient(scratch.url, async (client) => {
      await applyMigrations(client, { directory: migrations });
      await client.query('DROP TABLE IF EXISTS "_prisma_migrations"');
    });
    return await diffToFiles(scratch.url, await readSchema(schema));
  } finally {
    await scratch.close();
  }
}

async function withClient(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function diffToFiles(url, schema) {
  const { SchemaEngine } = await loadEngine();
  const { adapter, close } = await openCatalogAdapter(url);
  const files = schema.map(([path, content]) => ({ path, content }));
  const engine = await SchemaEngine.new({ datamodels: schema }, () => undefined, adapter);
  try {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: inRoot() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? '' : (result.stdout ?? '');
  } finally {
    engine.free();
    await close();
  }
}

/** Node 20 cannot import a `.wasm` file as a module, so the package's own entry does not load there. */
async function loadEngine() {
  // Where the engine leaves the reason of a panic; it fails on the missing object otherwise.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (text) => process.stderr.write(`${text}\n`) };
  const folder = inRoot('node_modules', '@prisma', 'schema-engine-wasm');
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(`${folder}/schema_engine_bg.wasm`);
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}
