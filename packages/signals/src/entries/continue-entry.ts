import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { FORGOTTEN } from '../execute/settle-forgotten.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import { isOvertaken } from '../lanes/may-still-enter.ts';
import { waitBefore } from '../lanes/wait-before.ts';
import type { Run } from '../run.ts';
import { entryOrders } from './entry-orders.ts';
import { isOut } from './is-out.ts';
import { isOrderable } from './is-orderable.ts';
import { entryPolicyOf } from './send-entry.ts';

/** Between two orders of a chase. */
const CHASE_WAIT_MS = 1_000;

/**
 * A resting order of an entry ended without being filled whole: what is left goes on by the route's policy.
 *
 * @returns Whether it does.
 */
export function continueEntry(run: Run, w: Writer, ended: IntentRow): boolean {
  const { entry, leaving } = goalOf(ended);
  if (leaving || entry === null || entry.price === null || !mayGoOn(ended) || isOvertaken(run, ended)) return false;
  if (isOut(run, ended)) return false;
  const left = decimal(entry.quantity).minus(decimal(ended.filledQuantity));
  const instrument = run.view(ended.brokerId).instrument(ended.symbol);
  if (instrument === null || !isOrderable(left, decimal(entry.price), instrument)) return false;
  const policy = entryPolicyOf(run, ended);
  const isOver = run.now() >= entry.expiresAt;
  if (isOver && ended.state !== 'rejected') {
    if (policy.fallback !== 'market') return false;
    insert(run, w, ended, { ...entry, price: null, quantity: formatDecimal(left) });
    return true;
  }
  if (policy.type !== 'chase') return false;
  const next = insert(run, w, ended, {
    ...entry,
    price: chasePrice(run, ended) ?? entry.price,
    quantity: formatDecimal(left),
  });
  waitBefore(run, w, next, CHASE_WAIT_MS);
  return true;
}

/** Quote asset, as text: where a chase would rest now; `null`: no price is known. */
export function chasePrice(run: Run, intent: IntentRow): string | null {
  const price = markPriceOf(run, intent.brokerId, intent.symbol);
  const instrument = run.view(intent.brokerId).instrument(intent.symbol);
  if (price === null || instrument === null) return null;
  const direction = intent.side === 'buy' ? 'long' : 'short';
  const policy = entryPolicyOf(run, intent);
  const [order] = entryOrders({ policy, direction, quantity: instrument.minQuantity, price, instrument });
  return order === undefined ? null : formatDecimal(order.price);
}

/**
 * It was at the exchange, and ended by its time, by the market (an order that only makes), by a refusal to take, or by the desk,
 * to go on. Canceled by anybody else, it is not wanted.
 */
function mayGoOn(ended: IntentRow): boolean {
  const { state, code, attempt } = ended;
  if (attempt === 0 || code === FORGOTTEN) return false;
  if (state === 'canceled') return goalOf(ended).goesOn === true;
  return state === 'expired' || (state === 'rejected' && code === 'post-only-rejected');
}

function insert(run: Run, w: Writer, ended: IntentRow, entry: NonNullable<Goal['entry']>): IntentRow {
  return insertIntent(run, w, {
    signalId: ended.signalId,
    brokerId: ended.brokerId,
    symbol: ended.symbol,
    positionSide: ended.positionSide,
    stream: ended.stream,
    kind: 'increase',
    side: ended.side,
    goal: {
      ...goalOf(ended),
      entry,
      resends: 0,
      failures: 0,
      goesOn: false,
      follows: goalOf(ended).follows ?? ended.id,
    },
  });
}
