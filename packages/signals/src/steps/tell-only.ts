import { decimal } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { sitOut } from '../ledger/sit-out.ts';
import { directionOf, positionSideOf } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * A step of a route that only tells: the stream has moved on, nothing is planned. The accounts take no part; one that still
 * holds something of the strategy keeps it, and that is told.
 */
export function tellOnly(
  run: Run,
  w: Writer,
  signal: Pick<Signal, 'id' | 'routeId' | 'stream' | 'symbol' | 'next'>,
  { brokers }: Route,
): void {
  w.updateSignal(signal.id, ['accepted', 'held'], { state: 'done', code: null, detail: null });
  for (const { brokerId } of brokers) {
    const owned = ledgerRow(w.book, brokerId, signal.stream)?.owned ?? '0';
    if (owned === '0') {
      const positionSide = positionSideOf(directionOf(signal.next), run.view(brokerId).positionMode);
      sitOut(w, { brokerId, stream: signal.stream, symbol: signal.symbol, positionSide });
      continue;
    }
    const held = { quantity: decimal(owned).abs(), symbol: signal.symbol, direction: directionOf(decimal(owned)) };
    tellSignal(run, w, signal.id, `tell-only:${signal.id}:${brokerId}`, {
      type: 'signal.rejected',
      signalId: signal.id,
      routeId: signal.routeId,
      account: accountTag(run, brokerId),
      symbol: signal.symbol,
      code: 'tell-only',
      detail: sentence('tells-and-keeps', held),
    });
  }
}
