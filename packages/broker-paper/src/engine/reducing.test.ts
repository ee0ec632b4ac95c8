import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { positionOf } from './lookup.ts';
import { conditional, createScenario, limit, market } from './scenario.test.fixture.ts';

const reduceOnly = { reduceOnly: true } as const;

describe('reduce-only orders', () => {
  test('are refused where there is nothing to reduce', () => {
    const scenario = createScenario();
    expect(scenario.tryPlace(market('sell', '0.01', reduceOnly))).toBe('reduce-only-rejected');
    scenario.place(market('sell', '0.01'));
    expect(scenario.tryPlace(market('sell', '0.01', reduceOnly))).toBe('reduce-only-rejected');
    expect(scenario.tryPlace(limit('sell', '0.01', '61000', reduceOnly))).toBe('reduce-only-rejected');
    expect(scenario.tryPlace(conditional('stop-market', 'buy', '0.01', '61000', reduceOnly))).toBe('accepted');
  });

  test('that are larger than the position fill only what is left', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const order = scenario.place(market('sell', '0.03', reduceOnly));
    expect([order.status, formatDecimal(order.filledQuantity)]).toEqual(['expired', '0.01']);
    expect(positionOf(scenario.state, 'BTCUSDT', 'net')).toBeNull();
  });

  test('that rest expire when the position is closed otherwise', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const target = scenario.place(limit('sell', '0.01', '61000', reduceOnly));
    scenario.place(market('sell', '0.03'));
    expect(scenario.order(target.clientOrderId).status).toBe('expired');
  });

  test('need no minimum notional', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.002'));
    expect(scenario.tryPlace(market('sell', '0.001'))).toBe('below-minimum');
    expect(scenario.tryPlace(market('sell', '0.001', reduceOnly))).toBe('accepted');
  });

  test('do not exist in hedge mode', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    const request = market('sell', '0.01', { positionSide: 'long', reduceOnly: true });
    expect(scenario.tryPlace(request)).toBe('invalid-request');
  });
});

describe('orders that close the position', () => {
  test('close all that is left and are filled', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const stop = scenario.place(conditional('stop-market', 'sell', null, '59000'));
    expect(stop.quantity).toBeNull();
    scenario.place(market('buy', '0.02'));
    scenario.tick('58000');
    const ended = scenario.order(stop.clientOrderId);
    expect([ended.status, formatDecimal(ended.filledQuantity)]).toEqual(['filled', '0.03']);
  });

  test('stay until the position is flat where liquidity is bounded', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    scenario.place(market('buy', '0.01'));
    scenario.place(market('buy', '0.01'));
    const stop = scenario.place(conditional('stop-market', 'sell', null, '59000'));
    scenario.tick('58000');
    expect(scenario.order(stop.clientOrderId).status).toBe('partially-filled');
    scenario.tick('60000');
    expect(scenario.order(stop.clientOrderId).status).toBe('filled');
    expect(scenario.state.positions).toEqual([]);
  });

  test('expire when the position is closed or turned over otherwise', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const stop = scenario.place(conditional('stop-market', 'sell', null, '59000'));
    const target = scenario.place(conditional('take-profit-market', 'sell', null, '61000'));
    scenario.place(market('sell', '0.01'));
    expect(scenario.order(stop.clientOrderId).status).toBe('expired');
    expect(scenario.order(target.clientOrderId).status).toBe('expired');
    expect(scenario.state.orders).toEqual([]);
  });

  test('are refused a second time in the same kind and direction, and without a position', () => {
    const scenario = createScenario();
    expect(scenario.tryPlace(conditional('stop-market', 'sell', null, '59000'))).toBe('reduce-only-rejected');
    scenario.place(market('buy', '0.01'));
    expect(scenario.tryPlace(conditional('stop-market', 'sell', null, '59000'))).toBe('accepted');
    expect(scenario.tryPlace(conditional('stop-market', 'sell', null, '58000'))).toBe('has-open-exposure');
    expect(scenario.tryPlace(conditional('take-profit-market', 'sell', null, '61000'))).toBe('accepted');
    expect(scenario.tryPlace(conditional('stop-market', 'sell', '0.01', '58000', reduceOnly))).toBe('accepted');
  });
});

describe('hedge mode', () => {
  const long = { positionSide: 'long' } as const;
  const short = { positionSide: 'short' } as const;

  test('keeps the two sides apart', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    scenario.place(market('buy', '0.02', long));
    scenario.place(market('sell', '0.03', short));
    expect(
      scenario.state.positions.map(({ positionSide, quantity }) => [positionSide, formatDecimal(quantity)]),
    ).toEqual([
      ['long', '0.02'],
      ['short', '-0.03'],
    ]);
  });

  test('never takes a side across zero', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    expect(scenario.tryPlace(market('sell', '0.02', long))).toBe('reduce-only-rejected');
    scenario.place(market('buy', '0.02', long));
    const order = scenario.place(market('sell', '0.05', long));
    expect([order.status, formatDecimal(order.filledQuantity)]).toEqual(['expired', '0.02']);
    expect(scenario.state.positions).toEqual([]);
  });

  test('lets each side have its own order that closes it', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    scenario.place(market('buy', '0.02', long));
    scenario.place(market('sell', '0.03', short));
    scenario.place(conditional('stop-market', 'sell', null, '59000', long));
    const other = scenario.place(conditional('stop-market', 'buy', null, '61000', short));
    scenario.tick('58000');
    expect(scenario.state.positions.map(({ positionSide }) => positionSide)).toEqual(['short']);
    expect(scenario.order(other.clientOrderId).status).toBe('open');
    expect(scenario.tryPlace(conditional('stop-market', 'buy', null, '61000', long))).toBe('invalid-request');
  });
});
