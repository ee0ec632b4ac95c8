import { sql } from 'kysely';
import type { JournalTransaction } from '../sql/tables.ts';
import { EXPORT_COLUMNS, EXPORT_KEYS, EXPORT_TABLES, type ExportTable } from './export-columns.ts';
import { type ExportFormat, type ExportValue, formatCsv, formatRow } from './format-row.ts';
import { openReader } from './open-reader.ts';

export interface ExportOptions {
  /** `csv` holds one table, with a line of names first. */
  readonly format: ExportFormat;
  /** Default: all. */
  readonly tables?: readonly ExportTable[];
  /**
   * Texts that are put out as `[secret]` wherever they stand: what the journal should not hold, if it does. Those shorter
   * than six characters are left: they stand in amounts and ids by chance.
   */
  readonly secrets?: readonly string[];
}

const PAGE = 500;
const MIN_SECRET_LENGTH = 6;

/**
 * The rows of a journal as lines, as they were at one moment, a page at a time; the program may go on writing.
 *
 * @throws {JournalError} as `openJournal` with `readOnly`; `TypeError` for CSV of several tables.
 * @example for await (const line of exportJournal('sqlite:perpdesk.db', { format: 'jsonl' })) process.stdout.write(line);
 */
export async function* exportJournal(url: string, options: ExportOptions): AsyncGenerator<string, void, undefined> {
  const { format, tables = EXPORT_TABLES, secrets = [] } = options;
  if (format === 'csv' && tables.length !== 1) throw new TypeError('CSV holds one table: name it.');
  // one may be a part of another
  const blanked = secrets.filter(({ length }) => length >= MIN_SECRET_LENGTH).toSorted((a, b) => b.length - a.length);
  await using reader = await openReader(url);
  for (const table of tables) {
    const columns: readonly string[] = EXPORT_COLUMNS[table];
    if (format === 'csv') yield formatCsv(columns);
    for await (const row of rowsOf(reader.rows, table)) {
      const values = columns.map((name) => withoutSecrets(toValue(name, row[name]), blanked));
      yield formatRow(format, table, columns, values);
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

async function* rowsOf(from: JournalTransaction, table: ExportTable): AsyncGenerator<Row, void, undefined> {
  if (table === 'ledger') {
    yield* await from.selectFrom('ledger').selectAll().orderBy('stream').orderBy('brokerId').execute();
    return;
  }
  const key = EXPORT_KEYS[table];
  let after: unknown = null;
  for (;;) {
    const beyond = after === null ? sql`true` : sql`${sql.ref(key)} > ${after}`;
    const page = await sql<Row>`
      select * from ${sql.table(table)} where ${beyond} order by ${sql.ref(key)} limit ${PAGE}`.execute(from);
    yield* page.rows;
    if (page.rows.length < PAGE) return;
    after = page.rows.at(-1)?.[key];
  }
}

function toValue(name: string, value: unknown): ExportValue {
  // SQLite has no booleans
  if (name === 'maybeDuplicate') return Boolean(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function withoutSecrets(value: ExportValue, secrets: readonly string[]): ExportValue {
  if (typeof value !== 'string') return value;
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), value);
}
