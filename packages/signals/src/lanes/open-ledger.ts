import { formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { Verdict } from './plan-intent.ts';

/** Makes the ledger ready for an entry's fills: which side it is on, how much a strategy unit buys. */
export function openLedger(w: Writer, intent: IntentRow, verdict: Extract<Verdict, { readonly type: 'send' }>): void {
  const { brokerId, stream, symbol } = intent;
  const known = ledgerRow(w.book, brokerId, stream);
  w.putLedger({
    brokerId,
    stream,
    symbol,
    positionSide: verdict.patch.positionSide ?? intent.positionSide,
    owned: known?.owned ?? '0',
    unit: verdict.unit === null ? null : formatDecimal(verdict.unit),
    protect: known?.protect ?? null,
    state: known?.state ?? 'flat',
  });
}
