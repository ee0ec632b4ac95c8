import { formatDecimal } from '@perpdesk/broker-core';
import type { DatabaseSync } from 'node:sqlite';
import { toJson } from '../stored/plain.ts';
import type { PaperChanges } from './paper-store.ts';

export type ChangesWriter = (changes: PaperChanges) => void;

/** Writes the changes of one step in one transaction. */
export function prepareWriter(database: DatabaseSync): ChangesWriter {
  const putOrder = database.prepare(`
    INSERT INTO orders VALUES (CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (venue_order_id) DO UPDATE SET
      status = excluded.status, quantity = excluded.quantity, filled_quantity = excluded.filled_quantity,
      updated_at = excluded.updated_at, body = excluded.body
  `);
  const addFill = database.prepare(
    'INSERT INTO fills VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?)',
  );
  const addIncome = database.prepare(
    'INSERT INTO income (type, symbol, asset, amount, venue_at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const putState = database.prepare(
    'INSERT INTO state VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const writeRows = ({ orders, fills, incomes, state }: PaperChanges) => {
    for (const order of orders) {
      const { venueOrderId, clientOrderId, symbol, type, side, positionSide, status, createdAt, updatedAt } = order;
      const quantity = order.quantity === null ? null : formatDecimal(order.quantity);
      const filled = formatDecimal(order.filledQuantity);
      const names = [venueOrderId, clientOrderId, symbol, type, side, positionSide, status] as const;
      putOrder.run(...names, quantity, filled, createdAt, updatedAt, toJson(order));
    }
    for (const fill of fills) {
      const { tradeId, venueOrderId, clientOrderId, symbol, venueAt } = fill;
      const amounts = [formatDecimal(fill.quantity), formatDecimal(fill.price)] as const;
      addFill.run(tradeId, venueOrderId, clientOrderId, symbol, ...amounts, venueAt, toJson(fill));
    }
    for (const income of incomes) {
      const { type, symbol, asset, amount, venueAt } = income;
      addIncome.run(type, symbol, asset, formatDecimal(amount), venueAt, toJson(income));
    }
    putState.run(state);
  };
  return (changes) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      writeRows(changes);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
}
