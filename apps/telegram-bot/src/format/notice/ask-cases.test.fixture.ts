import type { Notice } from '@perpdesk/signals';
import { TURNOUT_CASES } from './turnout-cases.test.fixture.ts';

const account = { brokerId: 'main', environment: 'live' } as const;
const paper = { brokerId: 'paper', environment: 'paper' } as const;

/** What routes say that ask, and accounts that are dry. */
export const ASK_CASES: readonly (readonly [string, Notice, string])[] = [
  ...TURNOUT_CASES,
  [
    'an alert that asks',
    {
      type: 'signal.asks',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      transition: 'reverse',
      previous: '-1',
      next: '1',
      price: '60000',
      legs: [
        {
          account,
          kind: 'increase',
          side: 'buy',
          positionSide: 'net',
          quantity: '0.02',
          notional: '1200',
          margin: '120',
          leverage: 10,
          stopPrice: '59100',
          targetPrices: ['61200', '62400'],
          detail: null,
        },
        {
          account: paper,
          kind: 'increase',
          side: 'buy',
          positionSide: 'net',
          quantity: null,
          notional: null,
          stopPrice: null,
          targetPrices: [],
          detail: 'The account is not connected.',
        },
      ],
      answerMs: 60_000,
      until: Date.UTC(2026, 10, 22, 7, 2, 3),
      notes: [],
    },
    '❓ trend · BTCUSDT turns long. Place it?\nshort 1 → long 1 · at 60 000\nLIVE main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0 · targets 61 200.0, 62 400.0\nPAPER paper · buy · The account is not connected.\nNothing is sent before somebody taps: within 1 min, at the latest until 07:02:03 UTC.\ns1',
  ],
  [
    'a card that was answered',
    {
      type: 'signal.answered',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      answer: 'placed',
      actor: 'user:111',
      accounts: [account],
      detail: '',
    },
    '👍 trend · BTCUSDT · placed by user 111\nLIVE main · s1',
  ],
  [
    'a card that nobody answered',
    {
      type: 'signal.answered',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      answer: 'expired',
      actor: null,
      accounts: [account],
      detail: 'Nobody answered in time; nothing was sent.',
    },
    '⌛ trend · BTCUSDT · not placed\nNobody answered in time; nothing was sent.\nLIVE main · s1',
  ],
  [
    'a dry run',
    {
      type: 'signal.dry',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      isTest: false,
      transition: 'reverse',
      previous: '-1',
      next: '1',
      accounts: [
        {
          account,
          legs: [
            {
              account,
              kind: 'reduce',
              side: 'buy',
              positionSide: 'net',
              quantity: '0.02',
              notional: '1200',
              stopPrice: null,
              targetPrices: [],
              detail: null,
            },
          ],
          refusal: { code: 'price-guard', detail: 'The price guard has no current price to compare the alert’s with.' },
          held: '-0.01',
        },
      ],
      notes: [],
    },
    '🧪 trend · dry run · BTCUSDT turns long\nshort 1 → long 1\nLIVE main · buy 0.020 · exit · ≈ 1 200.00\nLIVE main · no entry: The price guard has no current price to compare the alert’s with. · price-guard\nLIVE main · it really holds short 0.010, which stays\nThis would be sent. It was not.\ns1',
  ],
  [
    'a test alert',
    {
      type: 'signal.dry',
      signalId: 's1',
      routeId: 'trend',
      symbol: 'BTCUSDT',
      isTest: true,
      transition: 'open',
      previous: '0',
      next: '0.02',
      accounts: [
        {
          account: paper,
          legs: [],
          refusal: { code: 'paused', detail: 'Entries are paused until someone resumes.' },
          held: '0',
        },
      ],
      notes: ['The desk last applied 0.02, the alert says 0: a signal is missing.'],
    },
    '🧪 trend · test · BTCUSDT opens long\nflat → long 0.02\nPAPER paper · no order: Entries are paused until someone resumes. · paused\nThe desk last applied 0.02, the alert says 0: a signal is missing.\nNothing was sent, and the strategy stays where it was.\ns1',
  ],
];

/** What the door tells. */
export const DOOR_CASES: readonly (readonly [string, Notice, string])[] = [
  [
    'a route’s first sender',
    { type: 'route.sender', routeId: 'trend', address: '52.89.214.238', known: 0 },
    '🔑 Alerts of trend come from a new address\n52.89.214.238 · one of TradingView’s · the first one\nIf that is not yours, replace the route’s token; allowFrom lets only named addresses in.',
  ],
  [
    'one more sender',
    { type: 'route.sender', routeId: 'trend', address: '203.0.113.9', known: 4 },
    '🔑 Alerts of trend come from a new address\n203.0.113.9 · 4 other addresses before\nIf that is not yours, replace the route’s token; allowFrom lets only named addresses in.',
  ],
  [
    'a journal that holds something else',
    { type: 'journal.writable', code: 'disk-full', since: 0, changes: 1, isLost: true },
    '🟢 The journal is written again\nIt could not be written since 00:00:00 UTC: its disk is full.\n⚠️ It holds something else than this desk remembered: 1 write could not be put into it. What was done meanwhile is read from the exchange; compare it with /positions.',
  ],
  [
    'a route that was switched',
    {
      type: 'route.switched',
      routeId: 'btc',
      accounts: [{ brokerId: 'main', environment: 'live' }],
      actor: 'user:111',
      from: 'auto',
      to: 'ask',
      configured: 'auto',
    },
    '🔀 LIVE main · btc: ask by user 111. From its next alert on it asks before it adds risk.\nIts configuration says auto.',
  ],
];
