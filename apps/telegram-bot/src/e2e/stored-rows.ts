import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

function readRows(path: string, query: string): readonly Readonly<Record<string, unknown>>[] {
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    return file
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    file.close();
  }
}

/** The orders in the paper exchange's own file, the first first. */
export function readOrders(folder: string): readonly Readonly<Record<string, unknown>>[] {
  const path = join(folder, 'perpdesk.paper.paper.db');
  return readRows(path, 'SELECT symbol, side, type, status, quantity FROM orders ORDER BY venue_order_id');
}

/** The alerts and trades in the journal, the first first. */
export function readSignals(folder: string): readonly Readonly<Record<string, unknown>>[] {
  return readRows(join(folder, 'perpdesk.db'), 'SELECT id, source, state, code, body FROM signals ORDER BY sequence');
}
