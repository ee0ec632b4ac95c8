import { describe, expect, test } from 'vitest';
import {
  type Decimal,
  decimal,
  isOpenOrder,
  isReducing,
  type PositionMode,
  toClientOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import fc from 'fast-check';
import { viewAccount } from './balance-view.ts';
import { claimsOf } from './claims.ts';
import { isConditionalType, isWaiting } from './conditional.ts';
import { createRules } from './create-rules.ts';
import { createState } from './create-state.ts';
import { input } from './engine-input.test.fixture.ts';
import type { EngineEvent } from './event.ts';
import type { EngineInput } from './input.ts';
import { balanceOf, positionOf } from './lookup.ts';
import { viewPositions } from './position-view.ts';
import { deserializeState, serializeState } from './serialize-state.ts';
import type { EngineState } from './state.ts';
import { step } from './step.ts';
import { isTriggerReached, watchedPrice } from './trigger.ts';

const start = (positionMode: PositionMode, liquidity: string | null): EngineState => {
  const separateExecutionIds = liquidity === null;
  const rules = createRules({
    separateExecutionIds,
    slippage: decimal('0.0003'),
    ...(liquidity ? { liquidity: decimal(liquidity) } : {}),
  });
  return createState({ rules, positionMode });
};

const runs = fc.record({
  inputs: fc.array(input, { minLength: 1, maxLength: 80, size: 'max' }),
  positionMode: fc.constantFrom('one-way', 'hedge'),
  liquidity: fc.constantFrom(null, '0.5'),
});

function play(
  state: EngineState,
  inputs: readonly EngineInput[],
  check: (before: EngineState, after: EngineState, events: readonly EngineEvent[]) => void,
) {
  const all: EngineEvent[] = [];
  let current = state;
  inputs.forEach((one, index) => {
    const next = step(current, fit(one, current, index), 1000 + index);
    all.push(...next.events);
    check(current, next.state, next.events);
    current = next.state;
  });
  return { state: current, events: all };
}

/** Most orders are made to fit the account's mode, so that they get further than the first check. */
function fit(one: EngineInput, { positionMode }: EngineState, index: number): EngineInput {
  if (one.type !== 'place' || index % 10 === 0) return one;
  const { request } = one;
  if (positionMode === 'one-way') return { ...one, request: { ...request, positionSide: 'net' } };
  const fitting = { ...request, positionSide: request.positionSide === 'net' ? 'long' : request.positionSide } as const;
  if (fitting.closePosition === true || fitting.reduceOnly === undefined) return { ...one, request: fitting };
  return { ...one, request: { ...fitting, reduceOnly: false } };
}

describe('any sequence of commands and prices', () => {
  test('keeps the books', () => {
    fc.assert(
      fc.property(runs, ({ inputs, positionMode, liquidity }) => {
        const deposit: EngineInput = { type: 'deposit', asset: 'USDT', amount: decimal('100000') };
        const filled = new Map<string, Decimal>();
        let wallet = ZERO;
        play(start(positionMode, liquidity), [deposit, ...inputs], (before, after, events) => {
          for (const event of events) {
            if (event.type === 'income-booked') wallet = wallet.plus(event.income.amount);
            if (event.type === 'fill-received') {
              const { venueOrderId, quantity: amount } = event.fill;
              filled.set(venueOrderId, (filled.get(venueOrderId) ?? ZERO).plus(amount));
            }
          }
          holds(balanceOf(after, 'USDT').eq(wallet));
          for (const event of events) {
            if (event.type !== 'order-updated') continue;
            const { order: told } = event;
            if (told.quantity !== null) holds(told.filledQuantity.lte(told.quantity));
            if (told.status === 'filled' && told.quantity !== null) holds(told.filledQuantity.eq(told.quantity));
          }
          for (const { order: open } of after.orders) {
            holds(open.filledQuantity.eq(filled.get(open.venueOrderId) ?? ZERO));
          }
          expectLives(before, after, events);
          expectReductionsReduce(before, after, events);
          expectSane(after);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('leaves no debt where a stop fills far beyond the price of liquidation', () => {
    const symbol = 'BTCUSDT';
    const order = { symbol, positionSide: 'net', clientOrderId: toClientOrderId('in') } as const;
    const exit = { symbol, positionSide: 'net', clientOrderId: toClientOrderId('out'), closePosition: true } as const;
    const inputs: readonly EngineInput[] = [
      { type: 'deposit', asset: 'USDT', amount: decimal('100000') },
      { type: 'tick', symbol, price: decimal('42000') },
      { type: 'place', request: { ...order, type: 'market', side: 'sell', quantity: decimal('4') } },
      { type: 'place', request: { ...exit, type: 'stop-market', side: 'buy', triggerPrice: decimal('42600') } },
      { type: 'tick', symbol, price: decimal('68400') },
    ];
    const { state } = play(start('one-way', null), inputs, () => {});
    expect(state.positions).toEqual([]);
    expect(balanceOf(state, 'USDT').toFixed()).toBe('0');
  });

  test('is repeated by the same inputs, and by a state that was stored and read', () => {
    fc.assert(
      fc.property(runs, ({ inputs, positionMode, liquidity }) => {
        const first = play(start(positionMode, liquidity), inputs, () => {});
        const again = play(start(positionMode, liquidity), inputs, () => {});
        expect(serializeState(again.state)).toBe(serializeState(first.state));
        expect(again.events).toEqual(first.events);
        const read = deserializeState(serializeState(first.state), first.state.rules);
        expect(read).toEqual(first.state);
        expect(serializeState(read)).toBe(serializeState(first.state));
      }),
      { numRuns: 40 },
    );
  });
});

/** Each order's steps follow from one another; what waits has no fill, no execution and no reached trigger. */
function expectLives(before: EngineState, after: EngineState, events: readonly EngineEvent[]) {
  const open = new Map(before.orders.map((one) => [one.order.venueOrderId, one.isTriggered]));
  const ids = new Set<string>();
  for (const event of events) {
    if (event.type !== 'order-updated') continue;
    const { order: told, change } = event;
    holds(open.has(told.venueOrderId) === (change !== 'placed'));
    const isTriggered = open.get(told.venueOrderId) === true || change === 'triggered';
    const waits = isConditionalType(told.type) && !isTriggered;
    if (change === 'triggered') holds(open.get(told.venueOrderId) === false);
    if (change === 'filled') holds(!waits && told.executionOrderId !== null);
    if (waits) holds(told.filledQuantity.isZero() && told.executionOrderId === null);
    if (change === 'activated') holds(told.type === 'trailing-stop-market' && waits);
    if (change === 'triggered' && told.executionOrderId !== null && before.rules.separateExecutionIds) {
      holds(!ids.has(told.executionOrderId) && told.executionOrderId !== told.venueOrderId);
      ids.add(told.executionOrderId);
    }
    open.set(told.venueOrderId, isTriggered);
    if (!isOpenOrder(told)) open.delete(told.venueOrderId);
  }
  holds(open.size === after.orders.length);
  for (const one of after.orders) {
    holds(open.get(one.order.venueOrderId) === one.isTriggered);
    const price = watchedPrice(after, one.order);
    if (isWaiting(one)) holds(price !== null && !isTriggerReached(one, price));
    if (one.peakPrice !== null) holds(one.order.type === 'trailing-stop-market');
  }
}

/** The fills of orders that only reduce, each against the position as it stood before it. */
function expectReductionsReduce(before: EngineState, after: EngineState, events: readonly EngineEvent[]) {
  const held = new Map(before.positions.map((one) => [`${one.symbol}/${one.positionSide}`, one.quantity]));
  const orders = new Map(before.orders.map(({ order: one }) => [one.venueOrderId, one]));
  for (const event of events) if (event.type === 'order-updated') orders.set(event.order.venueOrderId, event.order);
  for (const event of events) {
    if (event.type !== 'fill-received') continue;
    const { fill } = event;
    const key = `${fill.symbol}/${fill.positionSide}`;
    const was = held.get(key) ?? ZERO;
    const is = fill.side === 'buy' ? was.plus(fill.quantity) : was.minus(fill.quantity);
    const made = orders.get(fill.venueOrderId);
    if (made && isReducing(made, before.positionMode)) {
      holds(is.abs().lt(was.abs()));
      holds(is.isZero() || is.isPositive() === was.isPositive());
    }
    held.set(key, is);
  }
  for (const [key, amount] of held) {
    const [name = '', of = ''] = key.split('/');
    const found = of === 'net' || of === 'long' || of === 'short' ? positionOf(after, name, of) : null;
    holds((found?.quantity ?? ZERO).eq(amount));
  }
}

function expectSane(state: EngineState) {
  for (const { positionSide: of, quantity: amount, isolatedMargin, marginType } of state.positions) {
    holds(!amount.isZero());
    if (of === 'long') holds(amount.isPositive());
    if (of === 'short') holds(amount.isNegative());
    holds((of === 'net') === (state.positionMode === 'one-way'));
    holds(!isolatedMargin.isNegative());
    if (marginType === 'cross') holds(isolatedMargin.isZero());
  }
  holds(shownClaims(state) === shownClaims({ ...state, orders: [...state.orders] }));
  const hasCross = state.positions.some(({ marginType }) => marginType === 'cross');
  if (!hasCross) holds(!balanceOf(state, 'USDT').isNegative());
  const shown = JSON.stringify([viewAccount(state, 0), viewPositions(state)]);
  holds(!/NaN|Infinity/.test(shown));
}

/** A list of orders that no step has seen is summed anew. */
function shownClaims(state: EngineState): string {
  const claims = [...claimsOf(state)].map(([name, { buy, sell, unpriced }]) => {
    const ids = unpriced.map(({ order }) => order.venueOrderId).toSorted();
    return `${name} ${buy.toFixed()} ${sell.toFixed()} ${ids.join()}`;
  });
  return claims.toSorted().join('; ');
}

/** Thousands of checks a run: cheaper than `expect`. */
function holds(fact: boolean) {
  if (!fact) throw new Error('The invariant does not hold.');
}
