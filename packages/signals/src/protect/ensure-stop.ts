import { type Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import type { Goal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { mark } from '../execute/mark.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { ledgerRow, toPositionSide } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { stopTriggerPrice } from '../plan/stop-price.ts';
import type { Run } from '../run.ts';
import { protectionKey, stopPolicyOf, stopsFor } from './policy.ts';

/** The first fill of an entry: its stop is planned and marked in the commit that records the fill. */
export function ensureStop(run: Run, w: Writer, entry: IntentRow): void {
  const row = ledgerRow(w.book, entry.brokerId, entry.stream);
  if (row === null || !lacksStop(run, row)) return;
  const price = entry.averagePrice === null ? entryPriceOf(run, row) : decimal(entry.averagePrice);
  placeStop(run, w, row, entry.signalId, price);
}

/** Owned by a stream with a stop, and none stands, is being sent or is on its way out. */
export function lacksStop(run: Run, row: LedgerRow): boolean {
  return !decimal(row.owned).isZero() && stopPolicyOf(run, row.stream) !== null && stopsFor(run, row).length === 0;
}

/** Plans and marks one stop over the whole side; without a price or instrument the naked limit decides. */
export function placeStop(run: Run, w: Writer, row: LedgerRow, signalId: string, price: Decimal | null): void {
  const policy = stopPolicyOf(run, row.stream);
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  const key = protectionKey(row);
  if (!run.notes.nakedSince.has(key)) run.notes.nakedSince.set(key, run.now());
  if (policy === null || instrument === null || price === null) return;
  const direction = directionOf(decimal(row.owned));
  const stream = run.book.streams.get(row.stream);
  const goal: Goal = {
    work: 'stop',
    order: run.book.nextOrder++,
    sequence: stream?.sequence ?? 0,
    streamCode: stream?.code ?? '0',
    cause: 'protect',
    previous: null,
    sizedBy: null,
    remaining: null,
    entry: null,
    resends: 0,
    failures: 0,
    leaving: false,
  };
  const trigger = stopTriggerPrice({ averageEntryPrice: price, percent: policy.percent, direction, instrument });
  const stop = insertIntent(run, w, {
    signalId,
    brokerId: row.brokerId,
    symbol: row.symbol,
    positionSide: row.positionSide,
    stream: row.stream,
    kind: 'stop',
    side: reducingSide(direction),
    triggerPrice: formatDecimal(trigger),
    goal,
  });
  mark(run, w, stop);
}

/** Quote asset: the side's average entry price as memory knows it. */
export function entryPriceOf(run: Run, row: LedgerRow): Decimal | null {
  return run.view(row.brokerId).position(row.symbol, toPositionSide(row.positionSide))?.entryPrice ?? null;
}
