import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeAccount, fakeInstrument, fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import type { OrderReport, PositionReport } from '../../desk/account-reports.ts';
import type { StatusReport } from '../../desk/status-report.ts';
import type { Speech } from '../../language/speech.ts';
import { balanceCard } from '../balance-card.ts';
import { ordersCard } from '../orders-card.ts';
import { positionCard, positionsCard } from '../position-card.ts';
import { choicesCard } from '../position-actions.ts';
import { toPositionFace } from '../position-head.ts';
import { statusCard } from '../status-card.ts';
import { account, AT, type Samples } from './sample.test.fixture.ts';

const long: PositionReport = {
  ...account(),
  heardAgoMs: null,
  key: 'key-0123456789ab',
  instrument: fakeInstrument(),
  stopPrice: decimal('59100'),
  naked: decimal('0'),
  atStops: decimal('-20.41'),
  targetPrices: [decimal('61000'), decimal('62000')],
  trailing: [],
  position: fakePosition({
    quantity: decimal('0.02'),
    markPrice: decimal('60120.5'),
    unrealizedPnl: decimal('2.41'),
    liquidationPrice: decimal('54310'),
  }),
};
const short: PositionReport = {
  ...long,
  ...account('scalps', 'demo'),
  heardAgoMs: 65_000,
  stopPrice: null,
  naked: decimal('1.5'),
  atStops: null,
  targetPrices: [],
  trailing: [{ price: decimal('59000'), quantity: null, callback: decimal('1.5') }],
  position: fakePosition({ quantity: decimal('-1.5'), liquidationPrice: null, unrealizedPnl: decimal('-1234.5') }),
};

const limit: OrderReport = {
  ...account(),
  instrument: fakeInstrument(),
  ageMs: 3_725_000,
  order: {
    ...fakeOrder({
      symbol: 'BTCUSDT',
      positionSide: 'net',
      clientOrderId: toClientOrderId('pp-1'),
      type: 'limit',
      side: 'sell',
      quantity: decimal('0.02'),
      price: decimal('61200'),
      reduceOnly: true,
    }),
    filledQuantity: decimal('0.005'),
  },
};
const stop: OrderReport = {
  ...limit,
  order: fakeOrder({
    symbol: 'BTCUSDT',
    positionSide: 'net',
    clientOrderId: toClientOrderId('pp-2'),
    type: 'stop-market',
    side: 'sell',
    triggerPrice: decimal('59100'),
    triggerBy: 'mark',
    closePosition: true,
  }),
};

/** In hedge mode. */
const ofSide = (side: 'buy' | 'sell', positionSide: 'long' | 'short'): OrderReport => ({
  ...limit,
  order: { ...limit.order, side, positionSide, reduceOnly: false, filledQuantity: decimal('0') },
});

const status: StatusReport = {
  accounts: [
    {
      ...account(),
      isReady: true,
      lastHeardAt: AT - 400,
      clockOffsetMs: -12,
      lastError: null,
    } as never,
    {
      ...account('scalps', 'demo'),
      isReady: false,
      lastHeardAt: null,
      clockOffsetMs: null,
      lastError: 'connect ECONNREFUSED',
    } as never,
  ],
  engine: {
    paused: false,
    pausedBy: [],
    panicBlocked: false,
    signalsToday: 12,
    held: 0,
    unknown: 0,
    needsOperator: 0,
    halted: [],
    unwritable: null,
    isStopping: false,
  },
  haltedElsewhere: 0,
  unreachable: [],
  outbox: { pending: 0, oldestAt: null, dead: 0 },
  now: AT,
  startedAt: AT - 3 * 86_400_000,
};
const troubled: StatusReport = {
  ...status,
  engine: {
    ...status.engine,
    pausedBy: ['user:111'],
    panicBlocked: true,
    held: 2,
    unknown: 1,
    needsOperator: 2,
    halted: ['main BTCUSDT'],
    unwritable: 'disk-full',
    isStopping: true,
  },
  haltedElsewhere: 1,
  unreachable: [],
  outbox: { pending: 3, oldestAt: AT - 61_000, dead: 1 },
};

export const ACCOUNT_SAMPLES: Samples = {
  balanceCard: {
    'two accounts': (speech) =>
      balanceCard(speech, [
        { ...account(), heardAgoMs: null, account: fakeAccount({ maintenanceMargin: decimal('500') }) },
        { ...account('scalps', 'demo'), heardAgoMs: 65_000, account: fakeAccount() },
      ]),
    'one that was never read': (speech) => balanceCard(speech, [{ ...account(), heardAgoMs: 'never', account: null }]),
    none: (speech) => balanceCard(speech, []),
  },
  positionCard: { 'after a fill': (speech) => positionCard(speech, toPositionFace(long)) },
  choicesCard: {
    ...Object.fromEntries(
      (['s', 't', 'r', 'p'] as const).map((choice) => [
        choice,
        (speech: Speech) => choicesCard(speech, toPositionFace(long), choice),
      ]),
    ),
    'p of a short': (speech) => choicesCard(speech, toPositionFace(short), 'p'),
  },
  positionsCard: {
    two: (speech) => positionsCard(speech, { positions: [long, short], unread: [] }, false),
    none: (speech) => positionsCard(speech, { positions: [], unread: [] }, false),
    'an account that does not answer': (speech) =>
      positionsCard(speech, { positions: [], unread: [{ ...account(), heardAgoMs: 'never' }] }, false),
  },
  ordersCard: {
    two: (speech) => ordersCard(speech, [limit, stop], false),
    'of two sides': (speech) =>
      ordersCard(speech, [ofSide('sell', 'long'), ofSide('sell', 'short'), ofSide('buy', 'short')], false),
    none: (speech) => ordersCard(speech, [], false),
  },
  statusCard: {
    calm: (speech) => statusCard(speech, status),
    paused: (speech) => statusCard(speech, { ...status, engine: { ...status.engine, paused: true } }),
    trouble: (speech) => statusCard(speech, troubled),
  },
};
