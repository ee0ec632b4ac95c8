import {
  type Broker,
  BrokerError,
  type ClientOrderId,
  type MarketOrderRequest,
  type Position,
} from '@perpdesk/broker-core';
import { absenceMarginOf } from '../engine-options.ts';
import { encodeClientOrderId } from './client-order-id.ts';
import { inTime } from './in-time.ts';
import { measureIfLate } from './late-answer.ts';
import { readRulesAnew } from './read-rules-anew.ts';
import { validityFrom } from './validity-from.ts';
import { firstPart } from '../plan/first-part.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { PanicDesk } from '../panic/panic-desk.ts';
import { sentence } from '../sentences/sentence.ts';

/** How the closing of one side goes on from round to round. */
export interface SideClose {
  /** Of this side alone among those of the account: no two of them share an order's id. */
  readonly leg: number;
  readonly orders: number;
  /** Hedge mode: an order whose outcome is not known; nothing more is sent before it is. */
  readonly doubt: { readonly clientOrderId: ClientOrderId; readonly untilAt: number } | null;
}

export interface CloseResult {
  readonly side: SideClose;
  readonly problem: string | null;
}

/** Sends the orders that close what a fresh read shows of one side: reduce-only in one-way mode, by side in hedge mode. */
export async function closeSide(
  desk: PanicDesk,
  broker: Broker,
  position: Position,
  side: SideClose,
  panicId: string,
): Promise<CloseResult> {
  if (side.doubt !== null && !(await isSettled(desk, broker, position.symbol, side.doubt))) {
    return { side, problem: sentence('closing-unknown', { symbol: position.symbol }) };
  }
  const view = desk.manager.view(broker.id);
  const instrument = view.instrument(position.symbol);
  let next: SideClose = { ...side, doubt: null };
  for (let left = position.quantity.abs(); left.gt(0);) {
    const quantity = instrument === null ? left : firstPart(left, instrument, position.markPrice);
    left = left.minus(quantity);
    next = { ...next, orders: next.orders + 1 };
    const clientOrderId = encodeClientOrderId({
      environment: broker.environment,
      streamCode: 'panic',
      sequence: next.orders,
      leg: side.leg,
      attempt: 1,
      hash: panicId,
    });
    const { entryValidityMs } = desk.timings;
    const validity = validityFrom(view, entryValidityMs);
    const limitMs = entryValidityMs + absenceMarginOf(desk.timings, broker.id);
    const request: MarketOrderRequest = {
      type: 'market',
      symbol: position.symbol,
      positionSide: position.positionSide,
      side: reducingSide(directionOf(position.quantity)),
      quantity,
      clientOrderId,
      ...(position.positionSide === 'net' ? { reduceOnly: true } : {}),
    };
    try {
      await inTime(desk.clock, limitMs, 'placeOrder', broker.placeOrder(request, { validity }));
    } catch (error) {
      if (BrokerError.is(error)) await measureIfLate(desk, broker.id, error);
      await readRulesAnew(desk, broker.id, error);
      const isUnknown = !BrokerError.is(error) || error.outcome === 'unknown';
      const isHedge = position.positionSide !== 'net';
      const doubt = isUnknown && isHedge ? { clientOrderId, untilAt: validity.untilAt } : null;
      const why = error instanceof Error ? error.message : 'unknown';
      return { side: { ...next, doubt }, problem: `${position.symbol}: ${why}` };
    }
  }
  return { side: next, problem: null };
}

/**
 * Found, or past the time at which the exchange could still accept it. One that cannot be asked for is not: the other sides,
 * whose orders may be on their way, are waited for all the same.
 */
async function isSettled(
  desk: PanicDesk,
  broker: Broker,
  symbol: string,
  doubt: NonNullable<SideClose['doubt']>,
): Promise<boolean> {
  const reference = { symbol, clientOrderId: doubt.clientOrderId };
  const answer = inTime(desk.clock, desk.timings.readMs, 'findOrder', broker.findOrder(reference));
  const look = await answer.catch(() => null);
  if (look === null) return false;
  return look.order !== null || look.serverAt > doubt.untilAt + absenceMarginOf(desk.timings, broker.id);
}
