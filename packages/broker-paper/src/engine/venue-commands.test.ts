import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal, type Instrument } from '@perpdesk/broker-core';
import { nextExpiryAt } from './expiry.ts';
import type { EngineInput } from './input.ts';
import { balanceOf, positionOf } from './lookup.ts';
import {
  conditional,
  conditionalLimit,
  createScenario,
  limit,
  market,
  type Scenario,
  START_AT,
} from './scenario.test.fixture.ts';
import { STANDARD_INSTRUMENTS } from './standard-instruments.ts';

const symbol = 'BTCUSDT';
const code = (scenario: Scenario, input: EngineInput) => {
  const result = scenario.run(input);
  return result.ok ? 'accepted' : result.code;
};
const incomes = ({ events }: Scenario) =>
  events.flatMap((event) =>
    event.type === 'income-booked' ? [`${event.income.type} ${formatDecimal(event.income.amount)}`] : [],
  );

describe('a countdown', () => {
  const countdown = (timeoutMs: number): EngineInput => ({ type: 'set-countdown', symbol, timeoutMs });

  test('cancels the plain and triggered orders of its symbol, not what waits, not other symbols', () => {
    const scenario = createScenario();
    const plain = scenario.place(limit('buy', '0.01', '50000'));
    const triggered = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.01', { triggerPrice: '61000', price: '55000' }),
    );
    const waits = scenario.place(conditional('stop-market', 'buy', '0.01', '70000'));
    const other = scenario.place(limit('buy', '0.01', '2500', { symbol: 'ETHUSDT' }));
    scenario.tick('61000');
    scenario.run(countdown(5000));
    expect(nextExpiryAt(scenario.state)).toBe(START_AT + 5000);
    scenario.at += 4999;
    scenario.run({ type: 'time-passed' });
    expect(scenario.state.orders).toHaveLength(4);
    scenario.at += 1;
    scenario.run({ type: 'time-passed' });
    const statuses = [plain, triggered, waits, other].map(({ clientOrderId }) => scenario.order(clientOrderId).status);
    expect(statuses).toEqual(['canceled', 'canceled', 'open', 'open']);
    expect(nextExpiryAt(scenario.state)).toBeNull();
    expect(scenario.order(plain.clientOrderId).reason).toBe('The countdown ran out.');
  });

  test('begins anew when it is said again, and ends for 0', () => {
    const scenario = createScenario();
    const { clientOrderId } = scenario.place(limit('buy', '0.01', '50000'));
    scenario.run(countdown(5000));
    scenario.at += 4000;
    scenario.run(countdown(5000));
    scenario.at += 4000;
    scenario.tick('60001');
    expect(scenario.order(clientOrderId).status).toBe('open');
    scenario.run(countdown(0));
    scenario.at += 60_000;
    scenario.tick('60002');
    expect(scenario.order(clientOrderId).status).toBe('open');
  });

  test('that is none is refused', () => {
    const scenario = createScenario();
    expect([countdown(-1), countdown(0.5)].map((input) => code(scenario, input))).toEqual([
      'invalid-request',
      'invalid-request',
    ]);
    expect(code(scenario, { type: 'set-countdown', symbol: 'CATUSDT', timeoutMs: 1 })).toBe('unknown-symbol');
  });
});

describe('funding', () => {
  const funding = (rate: string): EngineInput => ({ type: 'funding', symbol, rate: decimal(rate) });

  test('is paid by longs and got by shorts at the mark price, the other way below zero', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.1'));
    scenario.mark('61000');
    scenario.events.length = 0;
    scenario.run(funding('0.0001'));
    scenario.run(funding('-0.0002'));
    expect(incomes(scenario)).toEqual(['funding -0.61', 'funding 1.22']);
    expect(scenario.events.map(({ type }) => type)).toEqual([
      'income-booked',
      'balance-updated',
      'income-booked',
      'balance-updated',
    ]);
    expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('9997.61');
  });

  test('counts each side of a hedge', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    scenario.place(market('buy', '0.1', { positionSide: 'long' }));
    scenario.place(market('sell', '0.2', { positionSide: 'short' }));
    scenario.events.length = 0;
    scenario.run(funding('0.0001'));
    expect(incomes(scenario)).toEqual(['funding -0.6', 'funding 1.2']);
  });

  test('comes out of an isolated position’s own margin', () => {
    const scenario = createScenario({ marginType: 'isolated' });
    scenario.place(market('buy', '0.1'));
    scenario.run(funding('0.01'));
    expect(formatDecimal(scenario.state.positions[0]?.isolatedMargin ?? decimal('0'))).toBe('540');
  });

  test('of nothing held books nothing, and of more than all is refused', () => {
    const scenario = createScenario();
    scenario.events.length = 0;
    expect(code(scenario, funding('0.0001'))).toBe('accepted');
    expect(code(scenario, funding('1'))).toBe('invalid-request');
    expect(scenario.events).toEqual([]);
  });
});

describe('auto-deleveraging', () => {
  test('closes a part of a position by the exchange’s own order', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.1'));
    scenario.events.length = 0;
    const quantity = decimal('0.04');
    const result = scenario.run({ type: 'adl', symbol, positionSide: 'net', quantity, price: decimal('59000') });
    expect(result).toMatchObject({
      ok: true,
      orders: [{ clientOrderId: 'adl_autoclose', status: 'filled', side: 'sell' }],
    });
    expect(scenario.events.find(({ type }) => type === 'fill-received')).toMatchObject({
      cause: 'adl',
      fill: { clientOrderId: 'adl_autoclose', quantity, price: decimal('59000'), realizedPnl: decimal('-40') },
    });
    expect(formatDecimal(positionOf(scenario.state, symbol, 'net')?.quantity ?? decimal('0'))).toBe('0.06');
  });

  test('of all of it at the mark price ends what would have closed it', () => {
    const scenario = createScenario();
    scenario.place(market('sell', '0.1'));
    const target = scenario.place(limit('buy', '0.1', '50000', { reduceOnly: true }));
    scenario.mark('60500.04');
    scenario.run({ type: 'adl', symbol, positionSide: 'net' });
    expect(scenario.state.positions).toEqual([]);
    expect(scenario.order(target.clientOrderId).status).toBe('expired');
    expect(formatDecimal(scenario.order('adl_autoclose').averageFillPrice ?? decimal('0'))).toBe('60500');
  });

  test('of what is not held is refused', () => {
    const scenario = createScenario();
    expect(code(scenario, { type: 'adl', symbol, positionSide: 'net' })).toBe('reduce-only-rejected');
    scenario.place(market('buy', '0.1'));
    for (const quantity of ['0.101', '0', '0.0005']) {
      expect(code(scenario, { type: 'adl', symbol, positionSide: 'net', quantity: decimal(quantity) })).toBe(
        'invalid-request',
      );
    }
  });
});

describe('what is open at once', () => {
  test('is bounded for plain orders by symbol and for waiting ones over the account', () => {
    const scenario = createScenario({ maxOpenOrders: 2, maxConditionalOrders: 2 });
    const stop = (name: string, trigger: string) => conditional('stop-market', 'buy', '0.1', trigger, { symbol: name });
    scenario.place(limit('buy', '0.01', '50000'));
    scenario.place(stop(symbol, '61000'));
    scenario.place(stop('ETHUSDT', '4000'));
    expect(scenario.tryPlace(stop('ETHUSDT', '4000'))).toBe('too-many-orders');
    scenario.place(limit('buy', '0.01', '50001'));
    expect(scenario.tryPlace(limit('buy', '0.01', '50002'))).toBe('too-many-orders');
    expect(scenario.tryPlace(limit('buy', '0.01', '2500', { symbol: 'ETHUSDT' }))).toBe('accepted');
  });
});

describe('an instrument that is halted', () => {
  test('takes no orders and no new terms, but cancels', () => {
    const scenario = createScenario();
    const first = scenario.place(limit('buy', '0.01', '50000'));
    const second = scenario.place(conditional('stop-market', 'buy', '0.01', '70000'));
    const { rules } = scenario.state;
    const instruments = new Map(
      [...rules.instruments].map(([name, one]): [string, Instrument] => [name, { ...one, status: 'halted' }]),
    );
    scenario.state = { ...scenario.state, rules: { ...rules, instruments } };
    expect(scenario.tryPlace(market('buy', '0.01'))).toBe('instrument-not-trading');
    const request = { symbol, clientOrderId: first.clientOrderId, quantity: decimal('0.02'), price: decimal('50000') };
    expect(code(scenario, { type: 'amend', request })).toBe('instrument-not-trading');
    expect(code(scenario, { type: 'cancel', ref: { symbol, clientOrderId: first.clientOrderId } })).toBe('accepted');
    expect(code(scenario, { type: 'cancel-all', symbol })).toBe('accepted');
    expect(scenario.order(second.clientOrderId).status).toBe('canceled');
  });
});

test('an instrument may settle in another asset', () => {
  const [btc] = STANDARD_INSTRUMENTS;
  if (btc === undefined) throw new Error('missing');
  const usdc = { ...btc, symbol: 'BTCUSDC', quoteAsset: 'USDC', settleAsset: 'USDC' };
  const scenario = createScenario({ instruments: [btc, usdc] }, { prices: { BTCUSDC: decimal('60010') } });
  expect(scenario.tryPlace(market('buy', '0.01', { symbol: 'BTCUSDC' }))).toBe('insufficient-margin');
  scenario.run({ type: 'deposit', asset: 'USDC', amount: decimal('100') });
  scenario.place(market('buy', '0.01', { symbol: 'BTCUSDC' }));
  expect(formatDecimal(balanceOf(scenario.state, 'USDC'))).toBe('99.69995');
  expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('10000');
});
