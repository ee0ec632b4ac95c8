import { describe, expect, test } from 'vitest';
import { decimal, type Fill, formatDecimal } from '@perpdesk/broker-core';
import { balanceOf, positionOf } from './lookup.ts';
import { conditional, createScenario, limit, market, type Scenario, START_AT } from './scenario.test.fixture.ts';

const fillsOf = ({ events }: Scenario): readonly Fill[] =>
  events.flatMap((event) => (event.type === 'fill-received' ? [event.fill] : []));
const shown = ({ side, quantity, price, fee, realizedPnl, isMaker }: Fill) =>
  `${side} ${formatDecimal(quantity)} @ ${formatDecimal(price)} fee ${formatDecimal(fee)} pnl ${formatDecimal(realizedPnl)} ${isMaker ? 'maker' : 'taker'}`;
const held = ({ state }: Scenario, symbol = 'BTCUSDT') => {
  const position = positionOf(state, symbol, 'net');
  return position && `${formatDecimal(position.quantity)} @ ${formatDecimal(position.entryPrice)}`;
};

describe('market orders', () => {
  test('fill at once at the last price and pay the taker fee', () => {
    const scenario = createScenario();
    const order = scenario.place(market('buy', '0.02'));
    expect(order.status).toBe('filled');
    expect(fillsOf(scenario).map(shown)).toEqual(['buy 0.02 @ 60000 fee 0.6 pnl 0 taker']);
    expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('9999.4');
    expect(held(scenario)).toBe('0.02 @ 60000');
  });

  test('pay the slippage, on the tick, away from the last price', () => {
    const scenario = createScenario({ slippage: decimal('0.0001234') });
    scenario.place(market('buy', '0.02'));
    scenario.place(market('sell', '0.02'));
    expect(fillsOf(scenario).map(({ price }) => formatDecimal(price))).toEqual(['60007.5', '59992.5']);
  });

  test('average the entry price when they add, and realise PnL when they close', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    scenario.tick('63000');
    scenario.place(market('buy', '0.01'));
    expect(held(scenario)).toBe('0.03 @ 61000');
    scenario.tick('62000');
    scenario.place(market('sell', '0.01'));
    expect(shown(fillsOf(scenario).at(-1) ?? never())).toBe('sell 0.01 @ 62000 fee 0.31 pnl 10 taker');
    expect(held(scenario)).toBe('0.02 @ 61000');
  });

  test('turn a position over at their own price', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    scenario.tick('59000');
    scenario.place(market('sell', '0.05'));
    expect(fillsOf(scenario).map(shown).at(-1)).toBe('sell 0.05 @ 59000 fee 1.475 pnl -20 taker');
    expect(held(scenario)).toBe('-0.03 @ 59000');
    scenario.tick('58000');
    scenario.place(market('buy', '0.03'));
    expect(fillsOf(scenario).map(shown).at(-1)).toBe('buy 0.03 @ 58000 fee 0.87 pnl 30 taker');
    expect(held(scenario)).toBeNull();
  });

  test('fill in parts where liquidity is bounded', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const { clientOrderId, status } = scenario.place(market('buy', '0.025'));
    expect(status).toBe('partially-filled');
    scenario.tick('60100');
    scenario.tick('60200');
    expect(fillsOf(scenario).map(({ quantity }) => formatDecimal(quantity))).toEqual(['0.01', '0.01', '0.005']);
    const order = scenario.order(clientOrderId);
    expect([order.status, formatDecimal(order.averageFillPrice ?? never())]).toEqual(['filled', '60080']);
  });
});

describe('limit orders', () => {
  test.each([
    ['touches', '59000'],
    ['crosses', '58000'],
  ])('that rest fill at their own price as maker when the price %s it', (_, price) => {
    const scenario = createScenario();
    const { clientOrderId, status } = scenario.place(limit('buy', '0.01', '59000'));
    expect(status).toBe('open');
    scenario.tick('59000.1');
    expect(scenario.order(clientOrderId).status).toBe('open');
    scenario.tick(price);
    expect(scenario.order(clientOrderId).status).toBe('filled');
    expect(fillsOf(scenario).map(shown)).toEqual(['buy 0.01 @ 59000 fee 0.118 pnl 0 maker']);
  });

  test('that meet the price on arrival take at the last price', () => {
    const scenario = createScenario();
    expect(scenario.place(limit('sell', '0.01', '59000')).status).toBe('filled');
    expect(fillsOf(scenario).map(shown)).toEqual(['sell 0.01 @ 60000 fee 0.3 pnl 0 taker']);
  });

  test('never pay more slippage than their price allows', () => {
    const scenario = createScenario({ slippage: decimal('0.01') });
    scenario.place(limit('buy', '0.01', '60100'));
    expect(fillsOf(scenario).map(({ price }) => formatDecimal(price))).toEqual(['60100']);
  });

  test('take a part on arrival and rest with the remainder', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const { clientOrderId } = scenario.place(limit('buy', '0.02', '60010'));
    scenario.tick('60005');
    expect(fillsOf(scenario).map(shown)).toEqual([
      'buy 0.01 @ 60000 fee 0.3 pnl 0 taker',
      'buy 0.01 @ 60010 fee 0.12002 pnl 0 maker',
    ]);
    expect(scenario.order(clientOrderId).status).toBe('filled');
  });

  test('with ioc expire with what did not fill', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const part = scenario.place(limit('buy', '0.02', '60000', { timeInForce: 'ioc' }));
    expect([part.status, formatDecimal(part.filledQuantity)]).toEqual(['expired', '0.01']);
    expect(scenario.place(limit('buy', '0.01', '59000', { timeInForce: 'ioc' })).status).toBe('expired');
    expect(scenario.state.orders).toEqual([]);
  });

  test('with fok fill whole or are refused', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const fok = { timeInForce: 'fok' } as const;
    expect(scenario.tryPlace(limit('buy', '0.02', '60000', fok))).toBe('fill-or-kill-rejected');
    expect(scenario.tryPlace(limit('buy', '0.01', '59000', fok))).toBe('fill-or-kill-rejected');
    expect(scenario.place(limit('buy', '0.01', '60000', fok)).status).toBe('filled');
  });

  test('with fok that only reduce are refused where the position is smaller', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const fok = { timeInForce: 'fok', reduceOnly: true } as const;
    expect(scenario.tryPlace(limit('sell', '0.02', '60000', fok))).toBe('fill-or-kill-rejected');
    expect(scenario.place(limit('sell', '0.01', '60000', fok)).status).toBe('filled');
  });

  test('with gtd expire when their date comes, by time or by the next input', () => {
    const scenario = createScenario();
    const gtd = { timeInForce: 'gtd', goodTillAt: START_AT + 60_000 } as const;
    const first = scenario.place(limit('buy', '0.01', '59000', gtd));
    scenario.at += 59_999;
    scenario.run({ type: 'time-passed' });
    expect(scenario.state.orders).toHaveLength(1);
    scenario.at += 1;
    scenario.tick('58000');
    expect(scenario.order(first.clientOrderId).status).toBe('expired');
    expect(fillsOf(scenario)).toEqual([]);
    expect(scenario.tryPlace(limit('buy', '0.01', '57000', gtd))).toBe('invalid-request');
  });

  test('that may only post are refused where they would take', () => {
    const scenario = createScenario();
    expect(scenario.tryPlace(limit('buy', '0.01', '60000', { postOnly: true }))).toBe('post-only-rejected');
    expect(scenario.tryPlace(limit('buy', '0.01', '59999.9', { postOnly: true }))).toBe('accepted');
  });
});

describe('conditional orders', () => {
  test.each([
    ['stop-market', 'buy', '60000', 'would-trigger-immediately'],
    ['stop-market', 'buy', '60000.1', 'accepted'],
    ['stop-market', 'sell', '60000', 'would-trigger-immediately'],
    ['stop-market', 'sell', '59999.9', 'accepted'],
    ['take-profit-market', 'buy', '60000', 'would-trigger-immediately'],
    ['take-profit-market', 'buy', '59999.9', 'accepted'],
    ['take-profit-market', 'sell', '60000', 'would-trigger-immediately'],
    ['take-profit-market', 'sell', '60000.1', 'accepted'],
  ] as const)('%s %s with the trigger at %s is %s', (type, side, trigger, expected) => {
    expect(createScenario().tryPlace(conditional(type, side, '0.01', trigger))).toBe(expected);
  });

  test('trigger when the price reaches them and fill at it, not at the trigger', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    const stop = scenario.place(conditional('stop-market', 'sell', '0.02', '59000', { reduceOnly: true }));
    scenario.tick('59000.1');
    expect(scenario.order(stop.clientOrderId).status).toBe('open');
    scenario.tick('58500');
    expect(scenario.order(stop.clientOrderId).status).toBe('filled');
    expect(fillsOf(scenario).map(shown).at(-1)).toBe('sell 0.02 @ 58500 fee 0.585 pnl -30 taker');
    expect(held(scenario)).toBeNull();
  });

  test('that open are rejected at the trigger where the margin is gone', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    const stop = scenario.place(conditional('stop-market', 'buy', '0.1', '61000'));
    scenario.place(market('buy', '0.1'));
    scenario.tick('61000');
    expect(scenario.order(stop.clientOrderId)).toMatchObject({ status: 'rejected', venueStatus: 'rejected' });
    expect(held(scenario)).toBe('0.1 @ 60000');
  });

  test('that found nothing to reduce expire', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    const stop = scenario.place(conditional('stop-market', 'sell', '0.02', '59000', { reduceOnly: true }));
    scenario.place(market('sell', '0.02', { reduceOnly: true }));
    expect(scenario.order(stop.clientOrderId).status).toBe('open');
    scenario.tick('58000');
    expect(scenario.order(stop.clientOrderId).status).toBe('expired');
    expect(held(scenario)).toBeNull();
  });
});

function never(): never {
  throw new Error('missing');
}
