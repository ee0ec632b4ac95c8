import { decimal } from '../decimal.ts';
import type { Position } from '../position.ts';

/** A net position of 0.01 BTCUSDT at 60000, or what is given; notional and PnL follow quantity and prices. */
export function fakePosition(overrides: Partial<Position> = {}): Position {
  const quantity = overrides.quantity ?? decimal('0.01');
  const entryPrice = overrides.entryPrice ?? decimal('60000');
  const markPrice = overrides.markPrice ?? entryPrice;
  const notional = quantity.abs().times(markPrice);
  return {
    symbol: 'BTCUSDT',
    positionSide: 'net',
    quantity,
    entryPrice,
    markPrice,
    liquidationPrice: null,
    notional,
    unrealizedPnl: markPrice.minus(entryPrice).times(quantity),
    leverage: 10,
    marginType: 'cross',
    initialMargin: notional.div(10),
    maintenanceMargin: notional.times('0.004'),
    adlQuantile: null,
    updatedAt: 0,
    ...overrides,
  };
}
