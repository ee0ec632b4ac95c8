import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId, type BrokerEvent, type Order, type OrderStatus } from '@perpdesk/broker-core';
import { fakeAccount, fakeFill, fakeInstrument, fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import fc from 'fast-check';
import { createAccountState, type AccountState } from './account-state.ts';

const START = 1_800_000_000_000;

function loaded(parts: { openOrders?: readonly Order[] } = {}): AccountState {
  const state = createAccountState('one-way');
  state.load({
    asOf: START,
    instruments: [fakeInstrument()],
    account: fakeAccount({ updatedAt: START }),
    positions: [fakePosition({ symbol: 'ETHUSDT', quantity: decimal('1'), updatedAt: START })],
    openOrders: parts.openOrders ?? [],
    settings: [{ symbol: 'BTCUSDT', leverage: 10, marginType: 'cross' }],
  });
  return state;
}

const order = (id: string, status: OrderStatus, filled: string, at: number): Order =>
  fakeOrder(
    {
      type: 'limit',
      symbol: 'BTCUSDT',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('0.03'),
      price: decimal('60000'),
      clientOrderId: toClientOrderId(id),
    },
    { status, filledQuantity: decimal(filled), updatedAt: START + at },
  );
const told = (at: number) => ({ venueAt: START + at, receivedAt: START + at });
const updated = (id: string, status: OrderStatus, filled: string, at: number): BrokerEvent => ({
  type: 'order-updated',
  ...told(at),
  order: order(id, status, filled, at),
});
const moved = (quantity: string | null, at: number): BrokerEvent => ({
  type: 'position-updated',
  ...told(at),
  symbol: 'BTCUSDT',
  positionSide: 'net',
  position: quantity === null ? null : fakePosition({ quantity: decimal(quantity), updatedAt: START + at }),
});
const paid = (wallet: string, at: number): BrokerEvent => ({
  type: 'balance-updated',
  ...told(at),
  balance: {
    asset: 'USDT',
    walletBalance: decimal(wallet),
    availableBalance: decimal(wallet),
    unrealizedPnl: decimal('0'),
  },
});
const set = (leverage: number, at: number): BrokerEvent => ({
  type: 'settings-updated',
  ...told(at),
  symbol: 'BTCUSDT',
  leverage,
  marginType: at > 10 ? 'isolated' : null,
});

const HISTORY: readonly BrokerEvent[] = [
  updated('a', 'pending', '0', 1),
  updated('a', 'open', '0', 2),
  updated('b', 'open', '0', 3),
  updated('a', 'partially-filled', '0.01', 4),
  moved('0.01', 5),
  paid('9999', 6),
  set(20, 7),
  updated('a', 'partially-filled', '0.02', 8),
  moved('0.02', 9),
  updated('a', 'filled', '0.03', 10),
  { type: 'fill-received', ...told(10), fill: fakeFill(order('a', 'open', '0', 10)), cause: null },
  moved('0.03', 11),
  set(5, 12),
  paid('9990', 13),
  updated('b', 'partially-filled', '0.01', 14),
  moved(null, 15),
  updated('c', 'canceled', '0', 16),
  { type: 'margin-call', ...told(17), symbols: ['BTCUSDT'] },
];

function picture(state: AccountState): string {
  const { account, positions, openOrders } = state;
  const byKey = <T extends { symbol: string }>(rows: readonly T[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  const settings = [state.leverage('BTCUSDT'), state.marginType('BTCUSDT')];
  return JSON.stringify({ account, settings, positions: byKey(positions), openOrders: byKey(openOrders) });
}

describe('account state', () => {
  test('ends as its history says', () => {
    const state = loaded();
    for (const event of HISTORY) state.apply(event);
    expect(state.openOrders.map((open) => [open.clientOrderId, open.filledQuantity.toFixed()])).toEqual([
      ['b', '0.01'],
    ]);
    expect(state.position('BTCUSDT', 'net')).toBeNull();
    expect(state.positions.map(({ symbol }) => symbol)).toEqual(['ETHUSDT']);
    expect(state.account?.equity.toFixed()).toBe('9990');
    expect([state.leverage('BTCUSDT'), state.marginType('BTCUSDT')]).toEqual([5, 'isolated']);
  });

  test('any order and any repetition of events end in the same state', () => {
    const expected = loaded();
    for (const event of HISTORY) expected.apply(event);
    const shuffled = fc
      .tuple(
        fc.shuffledSubarray([...HISTORY], { minLength: HISTORY.length }),
        fc.array(fc.tuple(fc.nat(40), fc.constantFrom(...HISTORY)), { maxLength: 20 }),
      )
      .map(([events, repeats]) => repeats.reduce((all, [at, event]) => all.toSpliced(at, 0, event), events));
    fc.assert(
      fc.property(shuffled, (events) => {
        const state = loaded();
        for (const event of events) state.apply(event);
        expect(picture(state)).toBe(picture(expected));
      }),
      { numRuns: 300 },
    );
  });

  test('margins follow positions', () => {
    const state = loaded();
    state.apply(moved('0.01', 1));
    expect(state.account?.initialMargin.toFixed()).toBe('60');
    state.apply(moved(null, 2));
    expect(state.account?.initialMargin.toFixed()).toBe('0');
  });

  test('a snapshot that lags does not revive an ended order, nor lose a late event', () => {
    const state = loaded({ openOrders: [order('a', 'open', '0', -50)] });
    state.apply(updated('a', 'filled', '0.03', 1));
    state.load({
      asOf: START + 2,
      instruments: [],
      account: fakeAccount(),
      positions: [],
      openOrders: [order('a', 'open', '0', -50), order('d', 'open', '0', 2)],
      settings: [],
    });
    expect(state.openOrders.map(({ clientOrderId }) => clientOrderId)).toEqual(['d']);
    state.apply(moved('0.03', 1));
    expect(state.position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.03');
    state.apply({ ...updated('e', 'open', '0', 0), venueAt: START - 5_000 });
    expect(state.openOrders).toHaveLength(1);
  });

  test('a position of zero is none, and its leverage stands in where none was read', () => {
    const state = loaded();
    expect(state.leverage('ETHUSDT')).toBe(10);
    state.apply(moved('0', 1));
    expect(state.position('BTCUSDT', 'net')).toBeNull();
  });
});
