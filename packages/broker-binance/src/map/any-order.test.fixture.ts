import {
  decimal,
  type OrderType,
  type PositionMode,
  type Side,
  TIMES_IN_FORCE,
  toClientOrderId,
  TRIGGER_PRICE_TYPES,
} from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';

export interface AnyOrder {
  readonly type: OrderType;
  readonly side: Side;
  readonly positionMode: PositionMode;
}

/** A legal order of that kind; `random` draws what else it may have. */
export function anyOrder({ type, side, positionMode }: AnyOrder, random: () => number): BinanceOrderRequest {
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const amount = (steps: number, places: number) => decimal(1 + Math.floor(random() * steps) + `e-${places}`);
  const maybe = () => random() < 0.5;
  const timeInForce = oneOf(TIMES_IN_FORCE);
  const shared = {
    symbol: oneOf(['BTCUSDT', 'ETHUSDC', '1000PEPEUSDT']),
    side,
    positionSide: positionMode === 'one-way' ? 'net' : oneOf(['long', 'short'] as const),
    clientOrderId: toClientOrderId(`d-${Math.floor(random() * 1e9).toString(36)}:/_.A`),
  } as const;
  const sized = {
    quantity: amount(1e9, 8),
    ...(positionMode === 'one-way' && maybe() ? { reduceOnly: true } : {}),
  };
  const priced = {
    price: amount(1e12, 9),
    ...(timeInForce === 'gtc' && maybe() ? {} : { timeInForce }),
    ...(timeInForce === 'gtd' ? { goodTillAt: 1_800_000_000_000 + Math.floor(random() * 1e6) * 1000 } : {}),
  };
  const triggerBy = maybe() ? { triggerBy: oneOf(TRIGGER_PRICE_TYPES) } : {};
  const triggered = { triggerPrice: amount(1e12, 9), ...triggerBy };
  switch (type) {
    case 'market':
      return { type, ...shared, ...sized };
    case 'limit':
      return { type, ...shared, ...sized, ...priced, ...(timeInForce === 'gtc' && maybe() ? { postOnly: true } : {}) };
    case 'stop-market':
    case 'take-profit-market':
      return maybe()
        ? { type, ...shared, ...sized, ...triggered }
        : { type, ...shared, ...triggered, closePosition: true };
    case 'stop-limit':
    case 'take-profit-limit':
      return { type, ...shared, ...sized, ...priced, ...triggered };
    case 'trailing-stop-market': {
      const activation = maybe() ? { activationPrice: amount(1e12, 9) } : {};
      return { type, ...shared, ...sized, callbackRate: amount(200, 1), ...activation, ...triggerBy };
    }
    default:
      return type satisfies never;
  }
}
