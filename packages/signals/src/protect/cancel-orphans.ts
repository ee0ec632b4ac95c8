import { formatDecimal, type Order } from '@perpdesk/broker-core';
import { isEnded, isMarked } from '../book/intent-table.ts';
import { cancelOrders } from '../execute/cancel-orders.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { ledgerRow, ownedBy } from '../ledger/owned.ts';
import type { Notice } from '../notice.ts';
import { isEntryOrder } from '../panic/entry-order.ts';
import { accountTag } from '../relay/order-fields.ts';
import { checkWork } from '../faults/work-failed.ts';
import { mayHaveSuccessor } from '../recover/may-have-successor.ts';
import type { Run } from '../run.ts';
import { isFlat } from './is-flat.ts';
import { termsOf } from './policy.ts';
import { tellFindings } from './tell-findings.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Looks at open orders that carry an id of ours and are not open in the book. Canceled are those that the journal has ended,
 * which came to life after their absence was proven, or whose cancel was lost; and of those that it does not know what can
 * only reduce, where there is nothing of ours for it to reduce. The others are told and left.
 */
export function cancelOrphans(run: Run, brokerId: string): void {
  const suspects = run
    .view(brokerId)
    .openOrders.filter((order) => isOurs(run, brokerId, order) && !isKnown(run, order));
  if (suspects.length === 0) return tellFindings(run, brokerId, 'stray', new Map());
  const work = checkWork(sentence('check-unknown-orders'), brokerId);
  if (run.setAside.has(work)) return;
  run.spawn(async () => {
    const ended: string[] = [];
    const strays = new Map<string, { readonly symbol: string; readonly notice: Notice }>();
    for (const order of suspects) {
      const { clientOrderId, symbol } = order;
      const [row] = await run.journal.listIntents({ brokerId, clientOrderId });
      const isLate = run.book.intents.byClientOrderId(clientOrderId) !== undefined;
      if (row === undefined && !isLate && mayHaveSuccessor(run)) continue;
      if (row === undefined ? isLate || isOver(run, brokerId, order) : isEnded(row)) ended.push(clientOrderId);
      else if (row === undefined) strays.set(clientOrderId, { symbol, notice: strayNotice(run, brokerId, order) });
    }
    if (run.isAbandoned) return;
    tellFindings(run, brokerId, 'stray', strays);
    if (ended.length === 0) return;
    run.logger.warn('orders of ours that had ended are open and are canceled', { brokerId, clientOrderIds: ended });
    await cancelOrders(run.broker(brokerId), (order) => ended.includes(order.clientOrderId)).catch(() => {});
  }, work);
}

/**
 * Of a life whose journal could not be written, and of no use: a target of a strategy of this desk, where what it owns has
 * its own by now, and was not set by hand beside what the journal knows; or what only reduces, of a strategy that owns
 * nothing. While the side holds something, one of an unknown strategy may be all that protects it, and so may a stop of one that
 * owns nothing by this journal, for that may be an older copy.
 */
function isOver(run: Run, brokerId: string, order: Order): boolean {
  if (isEntryOrder(order)) return false;
  const { type, clientOrderId } = order;
  const code = decodeClientOrderId(clientOrderId)?.streamCode;
  const stream = [...run.book.streams.values()].find((one) => one.code === code)?.stream;
  if (stream === undefined) return isFlat(run, brokerId, order);
  const isStop = type === 'stop-market' || type === 'trailing-stop-market';
  if (isStop && ownedBy(run.book, brokerId, stream).isZero() && !isFlat(run, brokerId, order)) return false;
  const isTarget = type === 'take-profit-market';
  if (isTarget || type === 'trailing-stop-market') {
    const row = ledgerRow(run.book, brokerId, stream);
    if (row === null || row.owned === '0') return true;
    const { targets, trailing } = termsOf(run, row);
    return isTarget ? targets.length > 0 : trailing !== null;
  }
  const isEntering = run.book.intents.openEntries(brokerId).some((row) => row.stream === stream && isMarked(row));
  return !isEntering && ownedBy(run.book, brokerId, stream).isZero();
}

function strayNotice(run: Run, brokerId: string, order: Order): Notice {
  const { symbol, positionSide, side, type, clientOrderId, quantity, price, triggerPrice } = order;
  const at = price ?? triggerPrice;
  return {
    type: 'order.stray',
    account: accountTag(run, brokerId),
    symbol,
    positionSide,
    side,
    orderType: type,
    clientOrderId,
    quantity: quantity === null ? null : formatDecimal(quantity),
    price: at === null ? null : formatDecimal(at),
    isEntry: isEntryOrder(order),
  };
}

function isOurs(run: Run, brokerId: string, { clientOrderId }: Order): boolean {
  return decodeClientOrderId(clientOrderId)?.environment === run.view(brokerId).environment;
}

/** Open in the book under this very id. */
function isKnown(run: Run, { clientOrderId }: Order): boolean {
  const intent = run.book.intents.byClientOrderId(clientOrderId);
  return intent !== undefined && intent.clientOrderId === clientOrderId && !isEnded(intent);
}
