import {
  type ClientOrderId,
  type Decimal,
  decimal,
  type Instrument,
  type OrderRequest,
  roundPriceTo,
  roundQuantityDown,
} from '@perpdesk/broker-core';
import { oneOf } from './dice.test.fixture.ts';

export interface RandomOrderOptions {
  readonly instrument: Instrument;
  /** Quote asset. */
  readonly mark: Decimal;
  readonly clientOrderId: ClientOrderId;
}

/** A legal order of any type, around the mark price, of the least size up to ten times that. */
export function randomOrder(dice: () => number, { instrument, mark, clientOrderId }: RandomOrderOptions): OrderRequest {
  const side = dice() < 0.5 ? 'buy' : 'sell';
  const { symbol, stepSize, minNotional, minQuantity } = instrument;
  const least = minNotional.div(mark.times('0.9')).div(stepSize).ceil().times(stepSize);
  const base = least.gt(minQuantity) ? least : minQuantity;
  const quantity = roundQuantityDown(base.times(1 + Math.floor(dice() * 10)), instrument);
  const shared = { symbol, side, positionSide: 'net', clientOrderId, quantity } as const;
  const away = (up: boolean, most = 0.01) => {
    const share = (0.0005 + dice() * most).toFixed(6);
    const price = mark.times(up ? decimal('1').plus(share) : decimal('1').minus(share));
    return roundPriceTo(price, instrument, 'nearest');
  };
  const isBuy = side === 'buy';
  const triggerBy = dice() < 0.5 ? 'mark' : 'last';
  const reduceOnly = dice() < 0.2;
  const type = oneOf(dice, [
    'market',
    'market',
    'market',
    'limit',
    'limit',
    'limit',
    'limit-taking',
    'post-only',
    'ioc',
    'fok',
    'stop-market',
    'stop-limit',
    'take-profit-market',
    'take-profit-limit',
    'trailing-stop-market',
  ]);
  switch (type) {
    case 'market':
      return { ...shared, type, ...(reduceOnly ? { reduceOnly } : {}) };
    case 'limit':
      return { ...shared, type: 'limit', price: away(!isBuy) };
    case 'limit-taking':
      return { ...shared, type: 'limit', price: away(isBuy) };
    case 'post-only':
      return { ...shared, type: 'limit', price: away(!isBuy), postOnly: true };
    case 'ioc':
    case 'fok':
      return { ...shared, type: 'limit', price: away(isBuy), timeInForce: type };
    case 'stop-market':
      return { ...shared, type, triggerPrice: away(isBuy, 0.005), triggerBy };
    case 'take-profit-market':
      return { ...shared, type, triggerPrice: away(!isBuy, 0.005), triggerBy };
    case 'stop-limit': {
      const triggerPrice = away(isBuy, 0.005);
      return { ...shared, type, triggerPrice, triggerBy, price: triggerPrice };
    }
    case 'take-profit-limit': {
      const triggerPrice = away(!isBuy, 0.005);
      return { ...shared, type, triggerPrice, triggerBy, price: triggerPrice };
    }
    case 'trailing-stop-market':
      return { ...shared, type, callbackRate: decimal(oneOf(dice, ['0.1', '0.3', '1'])), triggerBy };
    default:
      return type satisfies never;
  }
}
