import pg from 'pg';

/** A pool of the harness itself; its connections may be cut at any time, which its next statement then tells. */
export function openSql(url) {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  return {
    rows: async (text, values = []) => (await pool.query(text, values)).rows,
    end: () => pool.end(),
  };
}

export async function connectOnce(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
