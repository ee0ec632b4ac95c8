import type { Side } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { AccountTag } from '../notice.ts';
import type { Run } from '../run.ts';

export function accountTag(run: Run, brokerId: string): AccountTag {
  return { brokerId, environment: run.view(brokerId).environment };
}

/** What every notice about an order says. */
export function orderFields(run: Run, intent: IntentRow) {
  return {
    account: accountTag(run, intent.brokerId),
    signalId: intent.signalId,
    intentId: intent.id,
    source: run.book.signals.get(intent.signalId)?.stored.signal.source ?? 'desk',
    symbol: intent.symbol,
    positionSide: intent.positionSide,
    side: sideOf(intent),
    kind: intent.kind,
    clientOrderId: intent.clientOrderId,
  };
}

/** @throws {RangeError} if the row has no side yet. */
export function sideOf(intent: IntentRow): Side {
  if (intent.side !== 'buy' && intent.side !== 'sell') throw new RangeError(`Intent ${intent.id} has no side.`);
  return intent.side;
}
