import type { Order } from '@perpdesk/broker-core';
import { isEnded } from '../book/intent-table.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { cancelOrders } from '../execute/cancel-orders.ts';
import type { Run } from '../run.ts';

/**
 * Cancels open orders that carry an id of ours and that the journal has ended: one that came to life after its absence was
 * proven, or whose cancel was lost; and targets of our strategies that the journal does not know. Any other that it does not
 * know is another desk's, or an older journal's: it is warned of, and left.
 */
export function cancelOrphans(run: Run, brokerId: string): void {
  const suspects = run
    .view(brokerId)
    .openOrders.filter((order) => isOurs(run, brokerId, order) && !isKnown(run, order));
  if (suspects.length === 0) return;
  run.spawn(async () => {
    const ended: string[] = [];
    for (const order of suspects) {
      const { clientOrderId, symbol, type } = order;
      const [row] = await run.journal.listIntents({ brokerId, clientOrderId });
      const isLate = run.book.intents.byClientOrderId(clientOrderId) !== undefined;
      if (row === undefined ? isLate || isLostTarget(run, order) : isEnded(row)) ended.push(clientOrderId);
      else if (row === undefined) run.logger.warn(UNKNOWN, { brokerId, clientOrderId, symbol, type });
    }
    if (ended.length === 0 || run.isAbandoned) return;
    run.logger.warn('orders of ours that had ended are open and are canceled', { brokerId, clientOrderIds: ended });
    await cancelOrders(run.broker(brokerId), (order) => ended.includes(order.clientOrderId)).catch(() => {});
  });
}

const UNKNOWN = 'an open order has an id of ours and is not in the journal';

/** Of a strategy of this desk, from a life whose journal could not be written: what is owned has its own by now. */
function isLostTarget(run: Run, { type, clientOrderId }: Order): boolean {
  if (type !== 'take-profit-market' && type !== 'trailing-stop-market') return false;
  const code = decodeClientOrderId(clientOrderId)?.streamCode;
  return [...run.book.streams.values()].some((stream) => stream.code === code);
}

function isOurs(run: Run, brokerId: string, { clientOrderId }: Order): boolean {
  return decodeClientOrderId(clientOrderId)?.environment === run.view(brokerId).environment;
}

/** Open in the book under this very id. */
function isKnown(run: Run, { clientOrderId }: Order): boolean {
  const intent = run.book.intents.byClientOrderId(clientOrderId);
  return intent !== undefined && intent.clientOrderId === clientOrderId && !isEnded(intent);
}
