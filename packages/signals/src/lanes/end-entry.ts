import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { isEntering } from '../entries/entering-order.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { sitOut } from '../ledger/sit-out.ts';
import type { Run } from '../run.ts';

/** An account whose entry came to nothing sits out until the strategy's next one. */
export function endEntry(run: Run, w: Writer, intent: IntentRow): void {
  if (intent.filledQuantity !== '0') return;
  const { brokerId, stream, symbol } = intent;
  const row = ledgerRow(w.book, brokerId, stream);
  if (row !== null && !decimal(row.owned).isZero()) return;
  // another of the stream may fill yet
  if (w.book.intents.openEntries(brokerId).some((one) => one.stream === stream && isEntering(one))) return;
  sitOut(w, { brokerId, stream, symbol, positionSide: intent.positionSide });
}
