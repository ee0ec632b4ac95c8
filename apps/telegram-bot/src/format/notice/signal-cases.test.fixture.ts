import type { Notice } from '@perpdesk/signals';

const account = { brokerId: 'main', environment: 'live' } as const;
const paper = { brokerId: 'paper', environment: 'paper' } as const;
const received = {
  type: 'signal.received',
  signalId: 's1',
  routeId: 'trend',
  symbol: 'BTCUSDT',
  transition: 'open',
  previous: '0',
  next: '0.02',
  price: '60000',
  accounts: [account, paper],
  firedAt: Date.UTC(2026, 10, 22, 7, 0, 3),
  receivedAt: 0,
  notes: [],
} as const;

/** What became of an alert before any order. */
export const SIGNAL_CASES: readonly (readonly [string, Notice, string])[] = [
  [
    'an opening signal',
    received,
    '📡 trend · BTCUSDT opens long\nflat → long 0.02 · at 60 000 · 07:00:03 UTC\nLIVE main, PAPER paper · s1',
  ],
  [
    'words alone',
    {
      type: 'signal.noted',
      signalId: 's1',
      routeId: 'news',
      text: 'Long *BTC* at `60000`',
      receivedAt: 0,
      notes: ['TradingView did not fill in {{plot_1}}.'],
    },
    '📣 news · s1\nLong *BTC* at `60000`\nTradingView did not fill in {{plot_1}}.',
  ],
  [
    'a closing signal',
    {
      ...received,
      transition: 'close',
      previous: '-1500',
      next: '0',
      notes: ['The alert’s leverage 5 is ignored; the account’s stands.'],
    },
    '📡 trend · BTCUSDT closes short\nshort 1 500 → flat · at 60 000 · 07:00:03 UTC\nLIVE main, PAPER paper · s1\nThe alert’s leverage 5 is ignored; the account’s stands.',
  ],
  [
    'a target signal',
    { ...received, transition: 'reverse', previous: null, next: '-3', price: null },
    '📡 trend · BTCUSDT turns short\nnow short 3 · 07:00:03 UTC\nLIVE main, PAPER paper · s1',
  ],
  [
    'a refused signal',
    {
      type: 'signal.rejected',
      signalId: 's1',
      routeId: 'trend',
      account: null,
      symbol: null,
      code: 'unresolved-placeholder',
      detail: 'action still holds a placeholder that TradingView did not fill in.',
    },
    '🚫 trend · no order\naction still holds a placeholder that TradingView did not fill in.\nunresolved-placeholder · s1',
  ],
  [
    'one refused on one account',
    {
      type: 'signal.rejected',
      signalId: 's1',
      routeId: 'trend',
      account,
      symbol: 'BTCUSDT',
      code: 'below-minimum',
      detail: 'The quantity 0.0004 is below BTCUSDT’s minimum 0.001.',
    },
    '🚫 trend · BTCUSDT · no order\nThe quantity 0.0004 is below BTCUSDT’s minimum 0.001.\nLIVE main · below-minimum · s1',
  ],
  [
    'a held signal',
    {
      type: 'signal.held',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      code: 'chain-gap',
      detail: 'A signal is missing.',
      lastPosition: '0.02',
      previous: '0',
      next: '0.02',
    },
    '✋ trend · BTCUSDT · held, no order\nthe alert: flat → long 0.02 · the desk follows long 0.02\nAn alert between is missing, or this one came twice.\nThe next alert that starts from long 0.02 goes on. If none will come: /close BTCUSDT, then the next entry from flat is taken.\nchain-gap · s1',
  ],
  [
    'a stream that goes on',
    {
      type: 'signal.rejoined',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      lastPosition: '0.02',
      next: '-0.01',
    },
    '📡 trend · BTCUSDT · an alert is missing, going on\nThe desk last applied long 0.02 and owns nothing of it; the strategy was flat too.\nnow short 0.01 · s1',
  ],
];
