/** Stores one body durably. */
export type InsertRow = (body: string) => Promise<void>;

const TABLE = 'CREATE TABLE bare (id BIGINT, body TEXT)';

/** The least that a journal can be: one table, one synced row an alert. */
export async function openRows(url: string): Promise<InsertRow> {
  if (url.startsWith('postgres')) return openPostgresRows(url);
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(url.slice('sqlite:'.length));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO bare VALUES (?, ?)');
  let id = 0;
  return async (body) => void insert.run((id += 1), body);
}

async function openPostgresRows(url: string): Promise<InsertRow> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(TABLE);
  let id = 0;
  return async (body) => {
    await pool.query({ name: 'insert', text: 'INSERT INTO bare VALUES ($1, $2)', values: [(id += 1), body] });
  };
}
