import { decimal } from '@perpdesk/broker-core';

/** What TradingView would send where a strategy on BTCUSDT goes from one signed position to another. */
export function alertBody(firedAt: number, previous: string, next: string): string {
  const [from, to] = [decimal(previous), decimal(next)];
  const name = (value: typeof from) => (value.isZero() ? 'flat' : value.isNegative() ? 'short' : 'long');
  return JSON.stringify({
    strategy: 'btc',
    symbol: 'BTCUSDT.P',
    exchange: 'BINANCE',
    action: to.greaterThan(from) ? 'buy' : 'sell',
    contracts: to.minus(from).abs().toFixed(),
    marketPosition: name(to),
    marketPositionSize: to.abs().toFixed(),
    prevMarketPosition: name(from),
    prevMarketPositionSize: from.abs().toFixed(),
    positionSize: to.toFixed(),
    price: '60000',
    firedAt: new Date(firedAt).toISOString(),
  });
}
