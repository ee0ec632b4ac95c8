import { isOpenOrder, type Decimal, type Order, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';

export interface StandingLevel {
  /** Quote asset; of a trailing stop from where it trails, `null` at once. */
  readonly price: Decimal | null;
  /** Base asset; `null`: all of the side. */
  readonly quantity: Decimal | null;
  /** Of a trailing stop: percent of the best price. */
  readonly callback: Decimal | null;
}

/** What stands at the exchange for a position, as the account shows it. */
export interface Standing {
  readonly stops: readonly StandingLevel[];
  readonly targets: readonly StandingLevel[];
  readonly trailing: readonly StandingLevel[];
}

function isExit(order: Order, position: Position): boolean {
  return (
    isOpenOrder(order) &&
    order.symbol === position.symbol &&
    order.positionSide === position.positionSide &&
    order.side === (position.quantity.isNegative() ? 'buy' : 'sell')
  );
}

/** Stops, targets and trailing stops; not entries, nor what waits to be a market order. */
export function isProtection({ type }: Pick<Order, 'type'>): boolean {
  return type !== 'market' && type !== 'limit';
}

export function standingOf(account: AccountView, position: Position): Standing {
  const exits = account.openOrders.filter((order) => isExit(order, position));
  const levels = (...types: readonly Order['type'][]) =>
    exits
      .filter(({ type }) => types.includes(type))
      .map(({ triggerPrice, activationPrice, quantity, closePosition, callbackRate }) => ({
        price: triggerPrice ?? activationPrice,
        quantity: closePosition ? null : quantity,
        callback: callbackRate,
      }));
  return {
    stops: levels('stop-market', 'stop-limit'),
    targets: levels('take-profit-market', 'take-profit-limit'),
    trailing: levels('trailing-stop-market'),
  };
}
