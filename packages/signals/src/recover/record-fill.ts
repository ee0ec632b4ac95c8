import { decimal, type Fill, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { FillRow, IntentRow } from '@perpdesk/journal/port';
import { fillKey } from '../book/book.ts';
import { laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { progress } from '../execute/settle-order.ts';
import { blame, intentWork } from '../faults/work-failed.ts';
import { tellIfComplete } from '../lanes/tell-filled.ts';
import { fillTotals } from '../ledger/fill-totals.ts';
import { noteDayFill } from '../limits/daily-pnl.ts';
import { noteUnrecorded } from './note-unrecorded.ts';
import { keepReadFrom } from './read-from.ts';
import type { Run } from '../run.ts';

/** Records a fill once, and lets its intent go on by it. `foreign`: no order of ours caused it. */
export function recordFill(run: Run, w: Writer, brokerId: string, fill: Fill): 'known' | 'ours' | 'foreign' {
  const found = intentOf(run, brokerId, fill);
  // what becomes of an order that the desk fails at is nobody's
  const isLeftOut = found !== undefined && run.setAside.has(intentWork(found));
  if (found === undefined || isLeftOut) return take(run, w, { brokerId, fill, intent: undefined });
  let taken: ReturnType<typeof take> = 'known';
  blame(intentWork(found), () => {
    taken = take(run, w, { brokerId, fill, intent: found });
  });
  return taken;
}

interface Found {
  readonly brokerId: string;
  readonly fill: Fill;
  readonly intent: IntentRow | undefined;
}

function take(run: Run, w: Writer, { brokerId, fill, intent }: Found): 'known' | 'ours' | 'foreign' {
  const row: FillRow = {
    brokerId,
    symbol: fill.symbol,
    tradeId: fill.tradeId,
    intentId: intent?.id ?? null,
    clientOrderId: fill.clientOrderId,
    side: fill.side,
    positionSide: fill.positionSide,
    quantity: formatDecimal(fill.quantity),
    price: formatDecimal(fill.price),
    fee: formatDecimal(fill.fee),
    feeAsset: fill.feeAsset,
    realizedPnl: formatDecimal(fill.realizedPnl),
    venueAt: fill.venueAt,
    recordedAt: run.now(),
  };
  if (w.book.knownFills.has(fillKey(row))) return 'known';
  w.add({ type: 'fill-insert', fill: row });
  keepReadFrom(run, w, brokerId);
  noteDayFill(run, row);
  if (intent === undefined) {
    noteUnrecorded(run, brokerId, fill);
    const side = `${laneKey(brokerId, fill.symbol)} ${fill.positionSide}`;
    run.notes.foreignPnl.set(side, (run.notes.foreignPnl.get(side) ?? ZERO).plus(fill.realizedPnl));
    return 'foreign';
  }
  const totals = fillTotals(w.book, intent.id);
  const isWhole = intent.quantity !== null && totals.quantity.gte(decimal(intent.quantity));
  progress(run, w, intent, {
    state: isWhole ? 'filled' : 'partially-filled',
    filled: totals.quantity,
    averagePrice: totals.averagePrice,
    venueOrderId: fill.venueOrderId,
    detail: null,
    at: fill.venueAt,
  });
  tellIfComplete(run, w, intent.id);
  return 'ours';
}

/** The intent whose order filled, by whichever id the exchange tells. */
export function intentOf(run: Run, brokerId: string, fill: Fill): IntentRow | undefined {
  const { intents } = run.book;
  const byClient = fill.clientOrderId === null ? undefined : intents.byClientOrderId(fill.clientOrderId);
  return byClient?.brokerId === brokerId ? byClient : intents.byVenueOrderId(brokerId, fill.symbol, fill.venueOrderId);
}
