import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { viewAccount } from './balance-view.ts';
import { markOf, priceOf } from './lookup.ts';
import { viewPositions } from './position-view.ts';
import {
  conditional,
  conditionalLimit,
  createScenario,
  limit,
  market,
  type Scenario,
  trailing,
} from './scenario.test.fixture.ts';

const shown = ({ state }: Scenario) =>
  [priceOf(state, 'BTCUSDT'), markOf(state, 'BTCUSDT')].map((price) => price && formatDecimal(price));
const tick = (scenario: Scenario, price: string, markPrice?: string | null) =>
  scenario.run({
    type: 'tick',
    symbol: 'BTCUSDT',
    price: decimal(price),
    ...(markPrice === undefined ? {} : { markPrice: markPrice === null ? null : decimal(markPrice) }),
  });

describe('the mark price', () => {
  test('is the last price until it is given, stays as it was given, and can be let go', () => {
    const scenario = createScenario();
    tick(scenario, '60100');
    expect(shown(scenario)).toEqual(['60100', '60100']);
    tick(scenario, '60200', '60150.123');
    tick(scenario, '60300');
    expect(shown(scenario)).toEqual(['60300', '60150.123']);
    scenario.mark('60400');
    expect(shown(scenario)).toEqual(['60300', '60400']);
    tick(scenario, '60500', null);
    expect(shown(scenario)).toEqual(['60500', '60500']);
  });

  test.each([
    ['a tick', { type: 'tick', symbol: 'BTCUSDT', price: decimal('1'), markPrice: decimal('0') }, 'invalid-request'],
    ['a mark', { type: 'mark', symbol: 'BTCUSDT', markPrice: decimal('-1') }, 'invalid-request'],
    ['a mark', { type: 'mark', symbol: 'CATUSDT', markPrice: decimal('1') }, 'unknown-symbol'],
  ] as const)('in %s that is wrong is refused', (_, input, code) => {
    const scenario = createScenario();
    expect(scenario.run(input)).toMatchObject({ ok: false, code });
    expect(shown(scenario)).toEqual(['60000', '60000']);
  });

  test('makes PnL and margin, while orders fill by the last price', () => {
    const scenario = createScenario();
    scenario.mark('61000');
    scenario.place(market('buy', '0.1'));
    expect(viewPositions(scenario.state)[0]).toMatchObject({
      entryPrice: decimal('60000'),
      markPrice: decimal('61000'),
      notional: decimal('6100'),
      unrealizedPnl: decimal('100'),
      initialMargin: decimal('610'),
      maintenanceMargin: decimal('24.4'),
    });
    expect(formatDecimal(viewAccount(scenario.state, 0).equity)).toBe('10097');
  });

  test('liquidates, and the last price does not', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    scenario.place(market('buy', '0.1'));
    scenario.mark('60000');
    scenario.tick('40000');
    expect(scenario.state.positions).toHaveLength(1);
    scenario.mark('50231');
    expect(scenario.state.positions).toHaveLength(1);
    scenario.mark('50230.9');
    expect(scenario.state.positions).toEqual([]);
  });
});

describe('conditional orders', () => {
  test('trigger by the price that they name, by the mark price where they name none', () => {
    const scenario = createScenario();
    const byLast = scenario.place(conditional('stop-market', 'buy', '0.01', '61000', { triggerBy: 'last' }));
    const byMark = scenario.place(conditional('stop-market', 'buy', '0.01', '61000'));
    const statuses = () => [byLast, byMark].map(({ clientOrderId }) => scenario.order(clientOrderId).status);
    scenario.mark('60500');
    tick(scenario, '61000');
    expect(statuses()).toEqual(['filled', 'open']);
    tick(scenario, '60000');
    scenario.mark('61000');
    expect(statuses()).toEqual(['filled', 'filled']);
    expect(formatDecimal(scenario.order(byMark.clientOrderId).averageFillPrice ?? decimal('0'))).toBe('60000');
  });

  test('are refused by the price that they watch', () => {
    const scenario = createScenario();
    scenario.mark('61000');
    const stop = (triggerBy: 'last' | 'mark') =>
      scenario.tryPlace(conditional('stop-market', 'buy', '0.01', '60500', { triggerBy }));
    expect([stop('last'), stop('mark')]).toEqual(['accepted', 'would-trigger-immediately']);
  });

  test('trail by the price that they watch', () => {
    const scenario = createScenario();
    scenario.mark('60000');
    const byLast = scenario.place(trailing('sell', '0.01', '1', { triggerBy: 'last' }));
    const byMark = scenario.place(trailing('sell', '0.01', '1', { triggerBy: 'mark' }));
    tick(scenario, '70000');
    tick(scenario, '69300');
    expect(scenario.order(byLast.clientOrderId).status).toBe('filled');
    scenario.mark('59400');
    expect(scenario.order(byMark.clientOrderId).status).toBe('filled');
  });
});

describe('the price band', () => {
  const withBand = () => {
    const scenario = createScenario();
    const { rules } = scenario.state;
    const instruments = new Map(
      [...rules.instruments].map(([symbol, one]) => [
        symbol,
        { ...one, priceBand: { up: decimal('1.05'), down: decimal('0.95') } },
      ]),
    );
    scenario.state = { ...scenario.state, rules: { ...rules, instruments } };
    scenario.mark('62000');
    return scenario;
  };

  test.each([
    ['buy', '65100', 'accepted'],
    ['buy', '65100.1', 'price-out-of-range'],
    ['buy', '30000', 'accepted'],
    ['sell', '58900', 'accepted'],
    ['sell', '58899.9', 'price-out-of-range'],
    ['sell', '90000', 'accepted'],
  ] as const)('a limit to %s at %s is %s', (side, price, expected) => {
    expect(withBand().tryPlace(limit(side, '0.01', price))).toBe(expected);
  });

  test('is held against a conditional order’s limit when it triggers', () => {
    const scenario = withBand();
    const prices = { triggerPrice: '70000', price: '73500' };
    const inside = scenario.place(conditionalLimit('stop-limit', 'buy', '0.01', prices));
    const outside = scenario.place(conditionalLimit('stop-limit', 'buy', '0.01', { ...prices, price: '73500.1' }));
    scenario.mark('70000');
    expect([inside, outside].map(({ clientOrderId }) => scenario.order(clientOrderId).status)).toEqual([
      'filled',
      'rejected',
    ]);
  });

  test('is held against new terms too', () => {
    const scenario = withBand();
    const { symbol, clientOrderId } = scenario.place(limit('buy', '0.01', '50000'));
    const request = { symbol, clientOrderId, quantity: decimal('0.01'), price: decimal('65100.1') };
    expect(scenario.run({ type: 'amend', request })).toMatchObject({ ok: false, code: 'price-out-of-range' });
  });
});
