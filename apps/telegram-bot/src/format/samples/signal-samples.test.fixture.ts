import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeInstrument, fakeOrder } from '@perpdesk/broker-core/testing';
import { type LegStory, readStoredSignal, type RouteState, type SignalStory } from '@perpdesk/signals';
import type { OrderDetail } from '../../desk/order-detail.ts';
import type { RouteReport } from '../../desk/routes-report.ts';
import type { ListedSignal, SignalReport } from '../../desk/signals-report.ts';
import { CLIENT_ID, fillRow, intentRow, signalRow } from '../../testing/story-rows.ts';
import { orderCard } from '../order-card.ts';
import { routesCard, switchCard } from '../routes-card.ts';
import { signalCard } from '../signal-card.ts';
import { signalsCard } from '../signals-card.ts';
import { account, AT, NONCE, type Samples } from './sample.test.fixture.ts';

const instrument = fakeInstrument();
const row = signalRow();
const stored = readStoredSignal(row.signal);
const moment = (step: LegStory['timeline'][number]['step'], ms: number | null) => ({
  step,
  attempt: 1,
  at: AT + (ms ?? 0),
  ms,
});

function leg(values: Parameters<typeof intentRow>[0] = {}, fills: LegStory['fills'] = [fillRow()]): LegStory {
  const { plan: _plan, trace: _trace, ...intent } = intentRow(values);
  return {
    intent,
    meaning: null,
    plan: null,
    attempts: [
      {
        attempt: 1,
        clientOrderId: CLIENT_ID,
        markedAt: AT,
        sentAt: AT + 1,
        acknowledgedAt: AT + 41,
        answer: intent.state === 'filled' ? 'filled' : null,
      },
    ],
    fills,
    timeline: [moment('received', null), moment('parsed', 1), moment('marked', 3), moment('filled', 50)],
  };
}

const refused = leg(
  {
    brokerId: 'scalps',
    state: 'rejected',
    code: 'exchange-rejected',
    detail: 'placeOrder: Binance says -2019: Margin is insufficient. Order less, raise the leverage or add money.',
    filledQuantity: '0',
    averagePrice: null,
  },
  [],
);
const old = leg(
  { state: 'expired', code: 'too-old', detail: 'The signal is 130 s old; an entry may be 120 s old.' },
  [],
);

function story(overrides: Partial<SignalStory> = {}): SignalReport {
  const { plan: _plan, signal: _signal, ...rest } = row;
  return {
    story: { row: rest, meaning: null, stored, plan: null, legs: [leg(), refused, old], messages: [], ...overrides },
    environments: new Map([
      ['main', 'live'],
      ['scalps', 'demo'],
    ]),
    instrument,
  };
}
const unread = story({
  row: { ...story().story.row, state: 'refused', code: 'bad-json', detail: 'The body is not valid UTF-8.' },
  stored: null,
  legs: [],
});

const listed: ListedSignal = {
  id: row.id,
  source: row.source,
  state: 'done',
  code: null,
  stream: row.stream,
  receivedAt: AT,
  signal: stored?.signal ?? null,
  orders: [intentRow(), intentRow({ state: 'canceled', attempt: 0 }), intentRow({ state: 'rejected', code: 'paused' })],
};

const typed = stored?.signal;
const byHand = (transition: 'open' | 'close' | 'none', next: string): ListedSignal => ({
  ...listed,
  source: 'chat:user:111',
  orders: [],
  signal:
    typed === undefined || 'wishes' in typed
      ? null
      : { ...typed, source: 'chat:user:111', previous: null, transition, next: decimal(next) },
});

const order: OrderDetail = {
  ...account(),
  instrument,
  order: {
    ...fakeOrder({
      symbol: 'BTCUSDT',
      positionSide: 'net',
      clientOrderId: toClientOrderId(CLIENT_ID),
      type: 'limit',
      side: 'sell',
      quantity: decimal('0.02'),
      price: decimal('61200'),
      reduceOnly: true,
    }),
    createdAt: AT,
    updatedAt: AT + 5000,
    filledQuantity: decimal('0.005'),
    averageFillPrice: decimal('61200.5'),
    status: 'partially-filled',
  },
  heardAgoMs: null,
  leg: leg({}, [fillRow({ realizedPnl: '3.5' })]),
  signalId: row.id,
  decoded: { environment: 'live', streamCode: '7k2', sequence: 3, leg: 1, attempt: 1, hash: '0a1b2c3d' },
  stream: row.stream,
};

const state: RouteState = {
  id: 'trend',
  mode: 'chain',
  execute: 'ask',
  configured: 'auto',
  switched: { actor: 'user:111', at: AT },
  dryRun: true,
  brokerIds: ['main', 'scalps'],
  symbols: ['BTCUSDT'],
};
const owned = [{ brokerId: 'main', symbol: 'BTCUSDT', quantity: decimal('-0.02') }];
const accounts: RouteReport['accounts'] = {
  seen: [
    { brokerId: 'main', environment: 'live' },
    { brokerId: 'scalps', environment: 'demo' },
  ],
  others: 0,
};
const route: RouteReport = {
  state,
  accounts,
  key: 'key-0123456789ab',
  lastAgoMs: 65_000,
  today: 3,
  todayPnl: [{ asset: 'USDT', net: decimal('12.5') }],
  owned,
  maySwitch: true,
};
const words: RouteReport = {
  ...route,
  accounts: { ...accounts, others: 1 },
  state: { ...state, id: 'news', mode: 'notify', execute: 'notify', switched: null, dryRun: false },
  lastAgoMs: null,
  owned: [],
  maySwitch: false,
};
const preview = { nonce: NONCE, expiresAt: AT + 60_000, state, accounts, owned };

export const SIGNAL_SAMPLES: Samples = {
  signalsCard: {
    'of a person': (speech) => signalsCard(speech, [byHand('open', '-0.5'), byHand('close', '0'), byHand('none', '0')]),
    'several ends': (speech) =>
      signalsCard(speech, [
        listed,
        { ...listed, id: 'b1b2c3d4e5f6', source: 'chat:user:111', orders: [] },
        { ...listed, id: 'c1b2c3d4e5f6', source: 'program', state: 'held', code: 'chain-gap', orders: [] },
        { ...listed, id: 'd1b2c3d4e5f6', state: 'accepted', signal: null, orders: [] },
      ]),
    none: (speech) => signalsCard(speech, []),
  },
  signalCard: {
    'filled, refused and too old': (speech) => signalCard(speech, story()),
    'one that was not understood': (speech) => signalCard(speech, unread),
  },
  orderCard: {
    'one of the desk’s': (speech) => orderCard(speech, order),
    'one that the exchange does not list': (speech) =>
      orderCard(speech, { ...order, order: null, leg: old, heardAgoMs: 65_000, stream: null }),
    'a foreign one': (speech) =>
      orderCard(speech, { ...order, leg: null, signalId: null, decoded: null, stream: null }),
  },
  routesCard: {
    two: (speech) => routesCard(speech, { routes: [route, words], blocked: null }),
    'one, while the desk is paused': (speech) => routesCard(speech, { routes: [route], blocked: 'paused' }),
    'after a panic': (speech) => routesCard(speech, { routes: [words], blocked: 'panic' }),
    none: (speech) => routesCard(speech, { routes: [], blocked: null }),
  },
  switchCard: {
    'to auto': (speech) => switchCard(speech, { ...preview, to: 'auto', isEntering: false }),
    'to notify, with a position': (speech) => switchCard(speech, { ...preview, to: 'notify', isEntering: true }),
  },
};
