import { readFill, readIncome } from '../stored/booking-codec.ts';
import { readOrder } from '../stored/order-codec.ts';
import { createReader, type Reader } from '../stored/reader.ts';
import type { PaperStore, StoredQuery } from './paper-store.ts';
import { PaperStoreError } from './paper-store-error.ts';
import { attempt, openSqliteFile, type SqliteFile } from './sqlite-file.ts';
import { type ChangesWriter, prepareWriter } from './sqlite-writer.ts';

export interface SqlitePaperStoreOptions {
  /** The file; beside it stand `-wal`, `-shm` and `-lock`. */
  readonly path: string;
  /** Whether a file that is not there is made; default true. */
  readonly create?: boolean;
}

const TABLES = {
  orders: { key: 'venue_order_id', at: 'created_at' },
  fills: { key: 'trade_id', at: 'venue_at' },
  income: { key: 'id', at: 'venue_at' },
} as const;
const BY_VENUE_ORDER_ID = 'SELECT body FROM orders WHERE symbol = ? AND venue_order_id = CAST(? AS INTEGER)';
const BY_CLIENT_ORDER_ID =
  'SELECT body FROM orders WHERE symbol = ? AND client_order_id = ? ORDER BY venue_order_id DESC LIMIT 1';

type Opened = { readonly file: SqliteFile; readonly write: ChangesWriter };

/** A store in a SQLite file of its own (WAL, synchronous FULL). Nothing is opened before `load`. */
export function createSqlitePaperStore({ path, create = true }: SqlitePaperStoreOptions): PaperStore {
  let opened: Opened | null = null;
  const current = (): Opened => {
    if (opened === null) throw new PaperStoreError('not-open', `${path} is not open. Call load() first.`);
    return opened;
  };
  const select = <T>(read: (from: Reader) => T, sql: string, ...values: readonly (string | number)[]): readonly T[] => {
    const { file } = current();
    const rows = attempt(path, () => file.database.prepare(sql).all(...values));
    try {
      return rows.map(({ body }) => read(createReader(JSON.parse(typeof body === 'string' ? body : ''), 'body')));
    } catch (cause) {
      throw new PaperStoreError('corrupt', `${path} holds a row that cannot be read.`, { cause });
    }
  };
  const list = <T>(table: 'orders' | 'fills' | 'income', read: (from: Reader) => T, query: StoredQuery) => {
    const { key, at } = TABLES[table];
    const { where, values } = toWhere(query, at);
    const sql = `SELECT body FROM ${table} ${where} ORDER BY ${key} DESC LIMIT ?`;
    return select(read, sql, ...values, query.limit ?? -1).toReversed();
  };

  return {
    async load() {
      if (opened === null) {
        const file = await openSqliteFile(path, create);
        opened = { file, write: attempt(path, () => prepareWriter(file.database)) };
      }
      const { database } = opened.file;
      const body = attempt(path, () => database.prepare('SELECT body FROM state').get()?.['body']);
      return typeof body === 'string' ? body : null;
    },
    async commit(changes) {
      const { write } = current();
      attempt(path, () => write(changes));
    },
    async findOrder({ symbol, clientOrderId, venueOrderId }) {
      const [sql, id] =
        clientOrderId === undefined ? [BY_VENUE_ORDER_ID, venueOrderId] : [BY_CLIENT_ORDER_ID, clientOrderId];
      const order = select(readOrder, sql, symbol, id)[0] ?? null;
      // the cast reads a number out of texts that are none
      return venueOrderId === undefined || order?.venueOrderId === venueOrderId ? order : null;
    },
    listOrders: async (query) => list('orders', readOrder, query),
    listFills: async (query) => list('fills', readFill, query),
    listIncome: async (query) => list('income', readIncome, query),
    async close() {
      const { file } = opened ?? {};
      opened = null;
      if (file) attempt(path, () => file.close());
    },
  };
}

function toWhere({ symbol, fromAt, untilAt }: StoredQuery, atColumn: string) {
  const terms: string[] = [];
  const values: (string | number)[] = [];
  const add = (term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  add('symbol = ?', symbol);
  add(`${atColumn} >= ?`, fromAt);
  add(`${atColumn} <= ?`, untilAt);
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}
