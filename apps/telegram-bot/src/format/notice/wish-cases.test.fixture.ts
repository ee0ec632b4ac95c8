import type { Notice, ToldWish } from '@perpdesk/signals';

const account = { brokerId: 'main', environment: 'live' } as const;
const told: ToldWish = { type: 'close', direction: null, order: null, size: null, at: null, tag: null };
const received = (...wishes: readonly Partial<ToldWish>[]): Notice => ({
  type: 'signal.received',
  signalId: 's1',
  routeId: 'trend',
  symbol: 'BTCUSDT',
  wishes: wishes.map((wish) => ({ ...told, ...wish })),
  price: null,
  accounts: [account],
  firedAt: Date.UTC(2026, 10, 22, 7, 0, 3),
  receivedAt: 0,
  notes: [],
});
const saying = (text: string) => `📡 trend · BTCUSDT ${text}\n07:00:03 UTC\nLIVE main · s1`;
const limit = { side: 'buy', type: 'limit', reduceOnly: false } as const;

/** What alerts that tell no positions read as. */
export const WISH_CASES: readonly (readonly [string, Notice, string])[] = [
  ['a close', received({ direction: 'long' }), saying('close long')],
  [
    'a hold with its size',
    received({ type: 'hold', direction: 'short', size: { unit: 'notional', amount: '1500' } }),
    saying('hold short, 1 500 USDT'),
  ],
  [
    'a reduction after a cancel',
    received({ type: 'cancel' }, { type: 'reduce', size: { unit: 'position-percent', amount: '50' } }),
    saying('cancel its orders; then reduce, 50 % of the position'),
  ],
  [
    'a limit order',
    received({
      type: 'order',
      order: limit,
      size: { unit: 'base', amount: '0.5' },
      at: { basis: 'percent', amount: '-2' },
      tag: 'grid',
    }),
    saying('limit buy 0.5 at −2 % from the market, tagged grid'),
  ],
  [
    'an order that only reduces',
    received({
      type: 'order',
      order: { side: 'sell', type: 'market', reduceOnly: true },
      size: { unit: 'margin', amount: '100' },
    }),
    saying('market sell 100 USDT of margin, reduce-only'),
  ],
  ['an addition', received({ type: 'add', direction: 'long' }), saying('add to long')],
  ['nothing', received({ type: 'stay' }), saying('stay flat')],
  [
    'what needs no order',
    {
      type: 'signal.remarked',
      signalId: 's1',
      routeId: 'trend',
      account,
      symbol: 'BTCUSDT',
      detail: 'It is long already.',
    },
    '📎 trend · BTCUSDT · It is long already.\nLIVE main · s1',
  ],
  [
    'what came to no order anywhere',
    {
      type: 'signal.ended',
      signalId: 's1',
      routeId: 'trend',
      account: null,
      symbol: 'BTCUSDT',
      detail: 'There is nothing to do.',
    },
    '📎 trend · BTCUSDT · There is nothing to do.\ns1',
  ],
];
