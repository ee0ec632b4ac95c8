import { Decimal, isOpenOrder, ZERO, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { PositionReport } from './account-reports.ts';

interface Stop {
  readonly price: Decimal;
  /** Base asset; `null`: all that is left. */
  readonly quantity: Decimal | null;
}

/** What would close the position, or a part of it, at a loss: the nearest first. */
function findStops(account: AccountView, { symbol, positionSide, quantity: held }: Position): readonly Stop[] {
  const exit = held.isPositive() ? 'sell' : 'buy';
  const stops = account.openOrders.flatMap((order): readonly Stop[] => {
    const { type, triggerPrice: price, quantity, filledQuantity, closePosition } = order;
    const isStop = type === 'stop-market' || type === 'stop-limit' || type === 'trailing-stop-market';
    const isOfIt = order.symbol === symbol && order.positionSide === positionSide && order.side === exit;
    if (!isStop || !isOfIt || !isOpenOrder(order) || price === null) return [];
    return [{ price, quantity: closePosition || quantity === null ? null : quantity.minus(filledQuantity) }];
  });
  return stops.toSorted((a, b) => (exit === 'sell' ? b.price.comparedTo(a.price) : a.price.comparedTo(b.price)));
}

/** How far a position's stops go: a strategy's, or a person's, closes its own part alone. */
export function readStops(
  account: AccountView,
  position: Position,
): Pick<PositionReport, 'stopPrice' | 'naked' | 'atStops'> {
  const stops = findStops(account, position);
  let naked = position.quantity.abs();
  let atStops = ZERO;
  for (const { price, quantity } of stops) {
    const part = quantity === null ? naked : Decimal.min(naked, quantity);
    const change = price.minus(position.markPrice).times(part);
    atStops = position.quantity.isNegative() ? atStops.minus(change) : atStops.plus(change);
    naked = naked.minus(part);
  }
  return { stopPrice: stops[0]?.price ?? null, naked, atStops: stops.length === 0 ? null : atStops };
}
