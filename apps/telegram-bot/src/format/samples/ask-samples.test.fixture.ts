import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import type { AskQuote, Notice } from '@perpdesk/signals';
import { askCard, type ShownStanding } from '../ask-card.ts';
import { askEditCard, askSizeCard } from '../ask-edit-card.ts';
import { account, AT, NONCE, type Samples } from './sample.test.fixture.ts';

const instrument = fakeInstrument();
const leg = {
  account: account(),
  kind: 'increase',
  side: 'buy',
  positionSide: 'net',
  quantity: '0.02',
  notional: '1200',
  margin: '120',
  leverage: 10,
  stopPrice: '59100',
  targetPrices: ['61200'],
  detail: null,
} as const;
type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;
const head = {
  type: 'signal.asks',
  signalId: '0123456789ab',
  routeId: 'trend',
  symbol: 'BTCUSDT',
  price: '60000',
  legs: [leg],
  answerMs: 60_000,
  until: AT + 120_000,
  notes: [],
} as const;
const asks: Asks = { ...head, transition: 'open', previous: '0', next: '1' };
const exit = {
  ...leg,
  kind: 'reduce',
  side: 'sell',
  margin: null,
  leverage: null,
  stopPrice: null,
  targetPrices: [],
} as const;
const exits = { ...head, legs: [exit] };
const wish = { direction: 'long', order: null, at: null, tag: null } as const;
const share = (amount: string) => ({ unit: 'position-percent', amount }) as const;
const EXITS: Readonly<Record<string, Asks>> = {
  'an exit of all': { ...exits, transition: 'close', previous: '1', next: '0' },
  'an exit of a part': { ...exits, transition: 'reduce', previous: '2', next: '1' },
  'a wish for half': { ...exits, wishes: [{ ...wish, type: 'reduce', size: share('50') }] },
  'a wish for all of it': { ...exits, wishes: [{ ...wish, type: 'reduce', size: share('100') }] },
  'a wish for none of it': { ...exits, wishes: [{ ...wish, type: 'close', size: null }] },
  'a wish for less of it': { ...exits, wishes: [{ ...wish, type: 'hold', size: { unit: 'base', amount: '0.01' } }] },
};
const quote: Extract<AskQuote, { readonly ok: true }> = {
  ok: true,
  signalId: '0123456789ab',
  routeId: 'trend',
  symbol: 'BTCUSDT',
  legs: [{ ...leg, planned: '0.02' }],
  answerBy: AT + 60_000,
};
const two = [...quote.legs, { ...leg, account: account('scalps'), side: 'sell', planned: '0.5' } as const];
const half = quote.legs.map((it) => ({ ...it, quantity: '0.01', notional: '600', margin: '60' }));
const more = quote.legs.map((it) => ({ ...it, quantity: '0.03', notional: '1800', margin: '180' }));
const edit = { nonce: NONCE, expiresAt: AT + 50_000, instruments: new Map([['main', instrument]]), notes: [] };

const over = {
  type: 'over',
  actor: 'user:222',
  detail: 'Nothing was sent. The accounts take no part until the strategy’s next entry.',
  outcome: null,
} as const;
const scales = () => instrument;
const WAITS = { type: 'waits', answerBy: AT + 44_300, now: AT } as const;
const REFUSED = { code: 'insufficient-margin', detail: null };
const STANDINGS: Readonly<Record<string, ShownStanding>> = {
  'still waits': WAITS,
  skipped: { ...over, answer: 'skipped' },
  'nobody answered': {
    ...over,
    answer: 'expired',
    actor: null,
    detail: 'Nobody answered in time; nothing was sent. The accounts take no part until the strategy’s next entry.',
  },
  filled: {
    ...over,
    answer: 'placed',
    outcome: { type: 'filled', filled: decimal('0.02'), price: decimal('60012.3'), orders: 1 },
  },
  'refused by the exchange': { ...over, answer: 'placed', outcome: { type: 'refused', why: REFUSED } },
  'refused at the tap': { ...over, answer: 'refused', actor: null, detail: 'The account is not connected.' },
};

/** Cards on which an alert asks, as they stand later, and with another size. */
export const ASK_SAMPLES: Samples = {
  askCard: {
    ...Object.fromEntries(
      Object.entries(STANDINGS).map(([what, standing]) => [what, (speech) => askCard(speech, asks, scales, standing)]),
    ),
    ...Object.fromEntries(
      Object.entries(EXITS).map(([what, notice]) => [what, (speech) => askCard(speech, notice, scales, WAITS)]),
    ),
  },
  askEditCard: {
    'one account': (speech) => askEditCard(speech, quote),
    'two accounts': (speech) => askEditCard(speech, { ...quote, legs: two }),
  },
  askSizeCard: {
    'half of it': (speech) => askSizeCard(speech, { ...edit, quote: { ...quote, legs: half } }),
    'more than it asks for': (speech) => askSizeCard(speech, { ...edit, quote: { ...quote, legs: more } }),
    'two accounts, an exit’s time': (speech) =>
      askSizeCard(speech, { ...edit, quote: { ...quote, legs: two, answerBy: null } }),
  },
};
