import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { Run } from '../run.ts';

/** An account whose entry came to nothing sits out until the strategy's next one. */
export function endEntry(run: Run, w: Writer, intent: IntentRow): void {
  if (intent.filledQuantity !== '0') return;
  const { brokerId, stream, symbol } = intent;
  const row = ledgerRow(w.book, brokerId, stream);
  if (row !== null && !decimal(row.owned).isZero()) return;
  const isOut = decimal(run.book.streams.get(stream)?.lastPosition ?? '0').isZero();
  w.putLedger({
    brokerId,
    stream,
    symbol,
    positionSide: row?.positionSide ?? intent.positionSide,
    owned: '0',
    unit: null,
    state: isOut ? 'flat' : 'sitting-out',
  });
}
