import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ConfirmRow, FillRow, IntentRow, LedgerRow, OutboxRow, SignalRow } from '@perpdesk/journal/port';

/** One order as it lies in the paper exchange's own file. */
export interface VenueOrder {
  readonly client_order_id: string;
  readonly type: string;
  readonly side: string;
  readonly status: string;
  readonly filled_quantity: string;
  readonly reduceOnly: boolean;
  readonly closePosition: boolean;
}

/** All that is durable, read from the two files beside whoever holds them. */
export interface Truth {
  readonly orders: readonly VenueOrder[];
  readonly venueFills: readonly { readonly trade_id: number; readonly client_order_id: string }[];
  /** Signed, base asset, as the exchange keeps it; `0` when flat. */
  readonly position: string;
  readonly signals: readonly SignalRow[];
  readonly intents: readonly IntentRow[];
  readonly fills: readonly FillRow[];
  readonly ledger: readonly LedgerRow[];
  readonly outbox: readonly OutboxRow[];
  readonly confirms: readonly ConfirmRow[];
}

export function readTruth(folder: string): Truth {
  return { ...readExchange(join(folder, 'perpdesk.paper.paper.db')), ...readJournal(folder) };
}

type Rows = <T>(sql: string) => readonly T[];

/** Reads the journal in one transaction. */
export function readJournalFile<T>(folder: string, select: (rows: Rows) => T): T {
  return read(join(folder, 'perpdesk.db'), select);
}

/** Nothing where there is no file, or none with tables, yet. */
function read<T>(path: string, select: (rows: Rows) => T): T {
  if (!existsSync(path)) return select(() => []);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
  try {
    const isEmpty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
    database.exec('BEGIN');
    return select(<R>(sql: string) => (isEmpty ? [] : (database.prepare(sql).all() as unknown[] as R[])));
  } finally {
    database.close();
  }
}

function readExchange(path: string): Pick<Truth, 'orders' | 'venueFills' | 'position'> {
  return read(path, (rows) => {
    const orders = rows<VenueOrder & { readonly body: string }>('SELECT * FROM orders ORDER BY venue_order_id');
    const [state] = rows<{ readonly body: string }>('SELECT body FROM state');
    const { positions = [] } = JSON.parse(state?.body ?? '{}') as { positions?: { quantity: string }[] };
    return {
      orders: orders.map(({ body, ...order }) => ({ ...order, ...flagsOf(body) })),
      venueFills: rows('SELECT trade_id, client_order_id FROM fills ORDER BY trade_id'),
      position: positions.map(({ quantity }) => quantity).join(' and ') || '0',
    };
  });
}

function flagsOf(body: string): Pick<VenueOrder, 'reduceOnly' | 'closePosition'> {
  const { reduceOnly, closePosition } = JSON.parse(body) as Pick<VenueOrder, 'reduceOnly' | 'closePosition'>;
  return { reduceOnly, closePosition };
}

function readJournal(folder: string): Omit<Truth, 'orders' | 'venueFills' | 'position'> {
  return readJournalFile(folder, (rows) => ({
    signals: rows('SELECT * FROM signals ORDER BY sequence'),
    intents: rows('SELECT * FROM intents ORDER BY sequence'),
    fills: rows('SELECT * FROM fills ORDER BY sequence'),
    ledger: rows('SELECT * FROM ledger'),
    outbox: rows('SELECT * FROM outbox ORDER BY sequence'),
    confirms: rows('SELECT * FROM confirms'),
  }));
}
