import { decimal } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';

/** Whether a stop of somebody else's over the whole side stands: the exchange takes no second one. */
export function isClosedByOthers(run: Run, { brokerId, symbol, positionSide, owned }: LedgerRow): boolean {
  const side = reducingSide(directionOf(decimal(owned)));
  return run
    .view(brokerId)
    .openOrders.some(
      (order) =>
        order.closePosition &&
        order.symbol === symbol &&
        order.positionSide === positionSide &&
        order.side === side &&
        (order.type === 'stop-market' || order.type === 'stop-limit') &&
        run.book.intents.byClientOrderId(order.clientOrderId) === undefined,
    );
}
