import type { Order } from '@perpdesk/broker-core';

const SHORT: Readonly<Record<string, string>> = {
  'stop-market': 'stop',
  'take-profit-market': 'target',
  'trailing-stop-market': 'trail',
};

type Described = Pick<
  Order,
  | 'symbol'
  | 'positionSide'
  | 'side'
  | 'type'
  | 'quantity'
  | 'price'
  | 'triggerPrice'
  | 'activationPrice'
  | 'callbackRate'
  | 'closePosition'
  | 'reduceOnly'
>;

/** `sell stop all @59000`: the symbol where it is not BTCUSDT, the side in hedge mode. */
export function describeOrder(order: Described): string {
  const { symbol, positionSide, side, type, quantity, closePosition, callbackRate, reduceOnly } = order;
  const prices = [order.price, order.triggerPrice, order.activationPrice];
  const words = [
    symbol === 'BTCUSDT' ? '' : symbol,
    positionSide === 'net' ? '' : positionSide,
    side,
    SHORT[type] ?? type,
    closePosition || quantity === null ? 'all' : quantity.toFixed(),
    ...prices.map((price) => (price === null ? '' : `@${price.toFixed()}`)),
    callbackRate === null ? '' : `${callbackRate.toFixed()}%`,
    // a stop or target of this desk never opens anything
    reduceOnly && type === 'market' ? 'reduce-only' : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}
