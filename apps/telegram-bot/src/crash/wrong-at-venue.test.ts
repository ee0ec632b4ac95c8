import { describe, expect, test } from 'vitest';
import type { LedgerFill, LedgerOrder, VenueState } from '@perpdesk/binance-venue';
import type { IntentRow, LedgerRow, SignalRow } from '@perpdesk/journal/port';
import { encodeClientOrderId } from '@perpdesk/signals';
import { nakedSpells, type Span } from './naked-spells.test.fixture.ts';
import { NAKED_LIMIT_MS, type VenueTruth, wrongAtVenue } from './wrong-at-venue.test.fixture.ts';

const AT = 1_000_000;

function idOf(hash: string, attempt = 1): string {
  return encodeClientOrderId({ environment: 'demo', streamCode: 's', sequence: 1, leg: 1, attempt, hash });
}

function orderOf(fields: Partial<LedgerOrder>): LedgerOrder {
  return {
    symbol: 'BTCUSDT',
    clientOrderId: idOf('aaaaaaaa'),
    orderId: '1',
    algoId: null,
    algoStatus: null,
    type: 'market',
    side: 'buy',
    positionSide: 'net',
    status: 'filled',
    quantity: '0.02',
    triggerPrice: null,
    activationPrice: null,
    callbackRate: null,
    filledQuantity: '0.02',
    averageFillPrice: '60000',
    reason: null,
    createdAt: AT,
    updatedAt: AT,
    ...fields,
  };
}

const STOP = orderOf({
  clientOrderId: idOf('bbbbbbbb'),
  type: 'stop-market',
  side: 'sell',
  status: 'open',
  quantity: null,
  filledQuantity: '0',
  createdAt: AT + 50,
});

const TARGET = { ...STOP, type: 'take-profit-market', quantity: '0.02' };

function fillOf(fields: Partial<LedgerFill> = {}): LedgerFill {
  return {
    symbol: 'BTCUSDT',
    tradeId: 't1',
    orderId: '1',
    clientOrderId: idOf('aaaaaaaa'),
    side: 'buy',
    positionSide: 'net',
    quantity: '0.02',
    price: '60000',
    fee: '0',
    feeAsset: 'USDT',
    realizedPnl: '0',
    isMaker: false,
    at: AT,
    ...fields,
  };
}

function stateOf(fields: Partial<VenueState> = {}): VenueState {
  return {
    account: 'one',
    orders: [orderOf({}), STOP],
    openAlgoOrders: [STOP],
    fills: [fillOf()],
    positions: [{ symbol: 'BTCUSDT', positionSide: 'net', quantity: '0.02', entryPrice: '60000' }],
    balances: {},
    ...fields,
  };
}

function intentOf(fields: Partial<IntentRow>): IntentRow {
  return {
    id: 'i1',
    signalId: 's1',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    stream: 'trend/BTCUSDT-trend/BTCUSDT',
    leg: 1,
    kind: 'increase',
    side: 'buy',
    orderType: 'market',
    quantity: '0.02',
    triggerPrice: null,
    goal: '{}',
    after: null,
    state: 'filled',
    attempt: 1,
    clientOrderId: idOf('aaaaaaaa'),
    venueOrderId: '1',
    fromAt: AT,
    untilAt: AT,
    filledQuantity: '0.02',
    averagePrice: '60000',
    code: null,
    detail: null,
    version: 1,
    plan: null,
    trace: null,
    createdAt: AT,
    updatedAt: AT,
    ...fields,
  };
}

const SIGNAL: SignalRow = {
  id: 's1',
  key: 'k1',
  source: 'route:trend',
  body: JSON.stringify({ symbol: 'BTCUSDT.P', orderId: 'order 1' }),
  bodyHash: '',
  state: 'done',
  code: null,
  detail: null,
  stream: null,
  signal: null,
  plan: null,
  parsedAt: null,
  receivedAt: AT,
  updatedAt: AT,
};

const LEDGER: LedgerRow = {
  brokerId: 'one',
  stream: 'trend/BTCUSDT-trend/BTCUSDT',
  symbol: 'BTCUSDT',
  positionSide: 'net',
  owned: '0.02',
  unit: '1',
  state: 'in',
  protect: null,
  entries: null,
  version: 1,
};

const STOP_INTENT = intentOf({
  id: 'i2',
  kind: 'stop',
  side: 'sell',
  quantity: null,
  state: 'accepted',
  clientOrderId: idOf('bbbbbbbb'),
  filledQuantity: '0',
});

interface Change extends Partial<Omit<VenueTruth, 'rows'>> {
  readonly rows?: Partial<VenueTruth['rows']>;
}

/** An alert that opened 0.02 on one account, with its stop; with something else about it. */
function truthOf({ rows = {}, ...others }: Change = {}): VenueTruth {
  const { intentId, ...fill } = { ...fillOf(), brokerId: 'one', intentId: 'i1', venueAt: AT, recordedAt: null };
  return {
    rows: {
      signals: [SIGNAL],
      intents: [intentOf({}), STOP_INTENT],
      fills: [{ ...fill, intentId }],
      streams: [],
      ledger: [LEDGER],
      outbox: [],
      updates: [],
      confirms: [],
      flags: [],
      ...rows,
    },
    states: [stateOf()],
    alerts: [{ symbol: 'BTCUSDT', orderId: 'order 1', previous: '0', next: '0.02', isTaken: true }],
    messages: [],
    kills: 1,
    database: 'sqlite',
    wanted: { BTCUSDT: '0.02' },
    naked: [],
    ...others,
  };
}

test('what is as it should be is not wrong', () => expect(wrongAtVenue(truthOf())).toEqual([]));

describe('is found', () => {
  test.each<readonly [string, Change]>([
    ['lost: BTCUSDT order 1 0 → 0.02 was taken', { rows: { signals: [] } }],
    ['lost: BTCUSDT order 1 0 → 0.02 is accepted', { rows: { signals: [{ ...SIGNAL, state: 'accepted' }] } }],
    ['lost: BTCUSDT order 1 0 → 0.02 became nothing', { rows: { intents: [STOP_INTENT] } }],
    ['lost: BTCUSDT order 1 0 → 0.02 on one: increase i1 is expired (no code)', expired(null)],
    ['doubled: BTCUSDT order 1 0 → 0.02 is stored 2', { rows: { signals: [SIGNAL, { ...SIGNAL, id: 's2' }] } }],
    ['doubled: one increase i1 has 2 orders', { states: [stateOf({ orders: [orderOf({}), again(), STOP] })] }],
    ['doubled or lost: executed of one increase i1', { states: [stateOf({ fills: [fillOf(), fillOf()] })] }],
    ['doubled: BTCUSDT order 1 to 0.02 entered 0.04', { rows: { intents: [intentOf({}), intentOf({ id: 'i3' })] } }],
    ['has an order of nobody', { states: [stateOf({ orders: [orderOf({ clientOrderId: 'web_1' })] })] }],
    ['owned on one', { rows: { ledger: [{ ...LEDGER, owned: '0.01' }] } }],
    ['fills of one', { rows: { fills: [] } }],
    ['wrong: one BTCUSDT is 0.02, not 0.03', { wanted: { BTCUSDT: '0.03' } }],
    ['live stops on one', { states: [stateOf({ orders: [orderOf({})] })] }],
    ['live stops on one', { states: [stateOf({ orders: [orderOf({}), STOP, { ...STOP, orderId: '3' }] })] }],
    ['targets beyond the position on one', { states: [stateOf({ orders: [orderOf({}), STOP, TARGET, TARGET] })] }],
    ['naked: BTCUSDT net for 10001 ms', { naked: nakedFor(10_001) }],
    ['operators needed', { rows: { intents: [intentOf({}), intentOf({ id: 'i4', state: 'needs-operator' })] } }],
  ])('%s', (text, change) => {
    expect(wrongAtVenue(truthOf(change)).join('\n')).toContain(text);
  });

  test('an exit that expired unfilled, but not one of which the exchange cut what was gone', () => {
    const exit = (filledQuantity: string): Change => ({
      rows: { intents: [intentOf({ kind: 'reduce', state: 'expired', code: null, filledQuantity }), STOP_INTENT] },
    });
    const lost = (change: Change) => wrongAtVenue(truthOf(change)).filter((text) => text.startsWith('lost'));
    expect(lost(exit('0'))).toEqual([expect.stringContaining('reduce i1 is expired (no code)')]);
    expect(lost(exit('0.01'))).toEqual([]);
  });

  test('but not an entry that expired by rule', () => {
    expect(wrongAtVenue(truthOf(expired('too-old'))).filter((text) => text.startsWith('lost'))).toEqual([]);
  });
});

function expired(code: string | null): Change {
  return { rows: { intents: [intentOf({ state: 'expired', filledQuantity: '0', code }), STOP_INTENT] } };
}

function again(): LedgerOrder {
  return orderOf({ clientOrderId: idOf('aaaaaaaa', 2), status: 'canceled', filledQuantity: '0' });
}

function nakedFor(aliveMs: number): VenueTruth['naked'] {
  return [{ symbol: 'BTCUSDT', positionSide: 'net', from: AT, to: AT + aliveMs, aliveMs }];
}

describe('how long a position was without a stop', () => {
  const spells = (
    orders: readonly LedgerOrder[],
    fills = [fillOf()],
    lives = [{ from: AT, to: null }],
    silences: readonly Span[] = [],
  ) =>
    nakedSpells({ orders, fills }, ['BTCUSDT'], { lives, silences, now: AT + NAKED_LIMIT_MS }).map(
      ({ from, to, aliveMs }) => [from - AT, to - AT, aliveMs],
    );
  const sold = (at: number, quantity: string) => fillOf({ side: 'sell', quantity, at });

  test('from its fill to its stop', () => expect(spells([STOP])).toEqual([[0, 50, 50]]));
  test('to its end', () => expect(spells([], [fillOf(), sold(AT + 700, '0.02')])).toEqual([[0, 700, 700]]));
  test('to now', () => expect(spells([])).toEqual([[0, NAKED_LIMIT_MS, NAKED_LIMIT_MS]]));
  test('only while a desk lives', () => {
    expect(spells([STOP], [fillOf()], [{ from: AT + 30, to: null }])).toEqual([[0, 50, 20]]);
  });
  test('only while the exchange answers', () => {
    const silences = [
      { from: AT + 10, to: AT + 30 },
      { from: AT + 20, to: AT + 40 },
    ];
    expect(spells([STOP], [fillOf()], [{ from: AT, to: null }], silences)).toEqual([[0, 50, 20]]);
  });
  test('after a stop is gone', () => {
    const gone = { ...STOP, createdAt: AT, status: 'canceled', updatedAt: AT + 100 };
    expect(spells([gone], [fillOf(), sold(AT + 300, '0.02')])).toEqual([[100, 300, 200]]);
  });
  test('under a stop for less, or on the other side', () => {
    const fills = [fillOf(), sold(AT + 300, '0.02')];
    for (const wrong of [{ quantity: '0.01' }, { side: 'buy' }, { symbol: 'ETHUSDT' }, { positionSide: 'long' }]) {
      expect(spells([{ ...STOP, createdAt: AT, ...wrong }], fills)).toEqual([[0, 300, 300]]);
    }
  });
  test('not under two stops that add up', () => {
    const half = { ...STOP, createdAt: AT, quantity: '0.01' };
    expect(spells([half, { ...half, orderId: '4' }])).toEqual([]);
  });
});
