import { symbolOf } from './bench-market.ts';

export interface BenchAlert {
  readonly symbolIndex: number;
  /** How many the strategy has sent before: even ones open, odd ones close. */
  readonly step: number;
  /** Unix ms. */
  readonly firedAt: number;
}

/** What TradingView sends for the template in the docs. */
export function alertBody({ symbolIndex, step, firedAt }: BenchAlert): string {
  const opens = step % 2 === 0;
  const [long, flat] = [
    { position: 'long', size: '1' },
    { position: 'flat', size: '0' },
  ];
  const [before, after] = opens ? [flat, long] : [long, flat];
  return JSON.stringify({
    strategy: 'bench',
    symbol: symbolOf(symbolIndex),
    exchange: 'BINANCE',
    action: opens ? 'buy' : 'sell',
    contracts: '1',
    marketPosition: after.position,
    marketPositionSize: after.size,
    prevMarketPosition: before.position,
    prevMarketPositionSize: before.size,
    orderId: `${symbolIndex}-${step}`,
    price: '100',
    interval: '5',
    firedAt: new Date(firedAt).toISOString(),
    orderType: 'market',
  });
}
