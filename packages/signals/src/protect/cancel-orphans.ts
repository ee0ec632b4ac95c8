import type { Order } from '@perpdesk/broker-core';
import { isEnded } from '../book/intent-table.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { cancelOrders } from '../execute/cancel-orders.ts';
import type { Run } from '../run.ts';

/**
 * Cancels open orders that carry an id of ours and that the journal has ended: one that came to life after its absence was
 * proven, or whose cancel was lost. One that the journal does not know is another desk's, or an older journal's: it is warned
 * of, and left.
 */
export function cancelOrphans(run: Run, brokerId: string): void {
  const suspects = run
    .view(brokerId)
    .openOrders.filter((order) => isOurs(run, brokerId, order) && !isKnown(run, order));
  if (suspects.length === 0) return;
  run.spawn(async () => {
    const ended: string[] = [];
    for (const { clientOrderId, symbol, type } of suspects) {
      const [row] = await run.journal.listIntents({ brokerId, clientOrderId });
      const isOver = row === undefined ? run.book.intents.byClientOrderId(clientOrderId) !== undefined : isEnded(row);
      if (isOver) ended.push(clientOrderId);
      else if (row === undefined)
        run.logger.warn('an open order has an id of ours and is not in the journal', {
          brokerId,
          clientOrderId,
          symbol,
          type,
        });
    }
    if (ended.length === 0 || run.isAbandoned) return;
    run.logger.warn('orders of ours that had ended are open and are canceled', { brokerId, clientOrderIds: ended });
    await cancelOrders(run.broker(brokerId), (order) => ended.includes(order.clientOrderId)).catch(() => {});
  });
}

function isOurs(run: Run, brokerId: string, { clientOrderId }: Order): boolean {
  return decodeClientOrderId(clientOrderId)?.environment === run.view(brokerId).environment;
}

/** Open in the book under this very id. */
function isKnown(run: Run, { clientOrderId }: Order): boolean {
  const intent = run.book.intents.byClientOrderId(clientOrderId);
  return intent !== undefined && intent.clientOrderId === clientOrderId && !isEnded(intent);
}
