import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const charType = 18;
const textType = 25;

/**
 * Prisma's adapter for its schema engine. The engine reads columns of PostgreSQL's one-byte "char" type from the
 * catalogue and the adapter refuses that type: it is passed through as text and named a character again on the way out.
 */
export async function openCatalogAdapter(url) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const charColumns = new WeakMap();
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    const found = (result.fields ?? []).flatMap((field, index) =>
      field.dataTypeID === charType ? [index] : [],
    );
    for (const index of found) result.fields[index].dataTypeID = textType;
    charColumns.set(result.rows, found);
    return result;
  };
  const inner = new PrismaPg(pool, { disposeExternalPool: false });
  const connect = inner.connect.bind(inner);
  inner.connect = async () => {
    const connection = await connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (request) => {
      const answer = await queryRaw(request);
      for (const index of charColumns.get(answer.rows) ?? [])
        answer.columnTypes[index] = ColumnTypeEnum.Character;
      return answer;
    };
    return connection;
  };
  return { adapter: bindMigrationAwareSqlAdapterFactory(inner), close: () => pool.end() };
}
