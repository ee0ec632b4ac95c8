import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { executingOrderOf, positionOf } from './lookup.ts';
import {
  conditional,
  conditionalLimit,
  createScenario,
  limit,
  market,
  type Scenario,
  START_AT,
  trailing,
} from './scenario.test.fixture.ts';

const reduceOnly = { reduceOnly: true } as const;
const fills = ({ events }: Scenario) =>
  events.flatMap((event) =>
    event.type === 'fill-received'
      ? [`${event.fill.side} @ ${formatDecimal(event.fill.price)} ${event.fill.isMaker ? 'maker' : 'taker'}`]
      : [],
  );

describe('stop-limit and take-profit-limit orders', () => {
  test.each([
    ['stop-limit', 'buy', '60000', 'would-trigger-immediately'],
    ['stop-limit', 'buy', '60000.1', 'accepted'],
    ['stop-limit', 'sell', '60000', 'would-trigger-immediately'],
    ['stop-limit', 'sell', '59999.9', 'accepted'],
    ['take-profit-limit', 'buy', '60000', 'would-trigger-immediately'],
    ['take-profit-limit', 'buy', '59999.9', 'accepted'],
    ['take-profit-limit', 'sell', '60000', 'would-trigger-immediately'],
    ['take-profit-limit', 'sell', '60000.1', 'accepted'],
  ] as const)('%s %s with the trigger at %s is %s', (type, side, triggerPrice, expected) => {
    const request = conditionalLimit(type, side, '0.01', { triggerPrice, price: '60000' });
    expect(createScenario().tryPlace(request)).toBe(expected);
  });

  test('rest at their own price after the trigger, and fill there as maker', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    const prices = { triggerPrice: '59000', price: '59100' };
    const { clientOrderId } = scenario.place(conditionalLimit('stop-limit', 'sell', '0.02', prices, reduceOnly));
    scenario.tick('58900');
    expect(scenario.order(clientOrderId)).toMatchObject({ status: 'open', venueStatus: 'triggered' });
    scenario.tick('59100');
    expect(scenario.order(clientOrderId)).toMatchObject({ status: 'filled', venueStatus: 'filled' });
    expect(fills(scenario)).toEqual(['buy @ 60000 taker', 'sell @ 59100 maker']);
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'triggered', 'filled']);
  });

  test('take where their price meets the market at the trigger', () => {
    const scenario = createScenario();
    const prices = { triggerPrice: '61000', price: '61500' };
    scenario.place(conditionalLimit('stop-limit', 'buy', '0.01', prices));
    scenario.tick('61200');
    expect(fills(scenario)).toEqual(['buy @ 61200 taker']);
  });

  test('hold margin from the trigger on, and are rejected there where it is gone', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    const far = { triggerPrice: '61000', price: '60500' };
    const stop = scenario.place(conditionalLimit('stop-limit', 'buy', '0.1', far));
    expect(scenario.tryPlace(market('buy', '0.1'))).toBe('accepted');
    scenario.tick('61000');
    expect(scenario.order(stop.clientOrderId)).toMatchObject({ status: 'rejected', executionOrderId: null });
    expect(scenario.changes(stop.clientOrderId)).toEqual(['placed', 'triggered', 'rejected']);
    scenario.place(market('sell', '0.1', reduceOnly));
    const next = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.1', { triggerPrice: '62000', price: '61500' }),
    );
    scenario.tick('62000');
    expect(scenario.order(next.clientOrderId).status).toBe('open');
    expect(scenario.tryPlace(market('buy', '0.1'))).toBe('insufficient-margin');
  });

  test('with ioc or fok do not rest after the trigger', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const prices = { triggerPrice: '61000', price: '61500' };
    const ioc = scenario.place(conditionalLimit('stop-limit', 'buy', '0.02', prices, { timeInForce: 'ioc' }));
    const fok = scenario.place(conditionalLimit('stop-limit', 'buy', '0.02', prices, { timeInForce: 'fok' }));
    const whole = scenario.place(conditionalLimit('stop-limit', 'buy', '0.01', prices, { timeInForce: 'fok' }));
    scenario.tick('61000');
    const ended = [ioc, fok, whole].map(({ clientOrderId }) => scenario.order(clientOrderId));
    expect(ended.map(({ status, filledQuantity }) => `${status} ${formatDecimal(filledQuantity)}`)).toEqual([
      'expired 0.01',
      'expired 0',
      'filled 0.01',
    ]);
  });

  test('with gtd expire at their date, triggered or not', () => {
    const scenario = createScenario();
    const gtd = { timeInForce: 'gtd', goodTillAt: START_AT + 60_000 } as const;
    const waits = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.01', { triggerPrice: '63000', price: '63000' }, gtd),
    );
    const rests = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.01', { triggerPrice: '61000', price: '60500' }, gtd),
    );
    scenario.tick('61000');
    scenario.at += 60_000;
    scenario.run({ type: 'time-passed' });
    for (const { clientOrderId } of [waits, rests]) expect(scenario.order(clientOrderId).status).toBe('expired');
    expect(rests.goodTillAt).toBe(START_AT + 60_000);
  });

  test('can be amended once they rest, not before', () => {
    const scenario = createScenario();
    const stop = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.01', { triggerPrice: '61000', price: '60500' }),
    );
    const { symbol, clientOrderId } = stop;
    const amend = () =>
      scenario.run({
        type: 'amend',
        request: { symbol, clientOrderId, quantity: decimal('0.02'), price: decimal('60600') },
      });
    expect(amend()).toMatchObject({ ok: false, code: 'unsupported' });
    scenario.tick('61000');
    expect(amend()).toMatchObject({ ok: true });
    scenario.tick('60600');
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'triggered', 'amended', 'filled']);
  });
});

describe('trailing stops', () => {
  test('trail from their arrival by the best price, and trigger at the callback', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    const { clientOrderId } = scenario.place(trailing('sell', '0.02', '1', reduceOnly));
    for (const price of ['59400.1', '62000', '61380.1']) scenario.tick(price);
    expect(scenario.order(clientOrderId).status).toBe('open');
    scenario.tick('61380');
    expect(scenario.order(clientOrderId).status).toBe('filled');
    expect(fills(scenario)).toEqual(['buy @ 60000 taker', 'sell @ 61380 taker']);
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'triggered', 'filled']);
  });

  test('that buy trail downwards', () => {
    const scenario = createScenario();
    const { clientOrderId } = scenario.place(trailing('buy', '0.01', '2'));
    for (const price of ['61199.9', '50000', '50999.9']) scenario.tick(price);
    expect(scenario.order(clientOrderId).status).toBe('open');
    scenario.tick('51000');
    expect(scenario.order(clientOrderId).status).toBe('filled');
  });

  test('wait for their activation price and tell when it is reached', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.02'));
    const activation = { activationPrice: decimal('61000'), ...reduceOnly };
    const { clientOrderId } = scenario.place(trailing('sell', '0.02', '1', activation));
    scenario.tick('55000');
    expect(scenario.order(clientOrderId).status).toBe('open');
    scenario.tick('61000');
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'activated']);
    scenario.tick('60390');
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'activated', 'triggered', 'filled']);
    expect(positionOf(scenario.state, 'BTCUSDT', 'net')).toBeNull();
  });

  test.each([
    ['sell', '60000', 'would-trigger-immediately'],
    ['sell', '60000.1', 'accepted'],
    ['buy', '60000', 'would-trigger-immediately'],
    ['buy', '59999.9', 'accepted'],
  ] as const)('that %s from %s on are %s', (side, price, expected) => {
    expect(createScenario().tryPlace(trailing(side, '0.01', '1', { activationPrice: decimal(price) }))).toBe(expected);
  });

  test('are refused with a callback rate that is none', () => {
    expect(createScenario().tryPlace(trailing('sell', '0.01', '0'))).toBe('invalid-request');
  });
});

describe('ids of executions', () => {
  const run = (separateExecutionIds: boolean) => {
    const scenario = createScenario({ separateExecutionIds });
    const stop = scenario.place(conditional('stop-market', 'buy', '0.01', '61000'));
    const target = scenario.place(
      conditionalLimit('stop-limit', 'buy', '0.01', { triggerPrice: '61000', price: '60000' }),
    );
    scenario.tick('61000');
    const fill = scenario.events.find((event) => event.type === 'fill-received');
    const rests = executingOrderOf(
      scenario.state,
      'BTCUSDT',
      scenario.order(target.clientOrderId).executionOrderId ?? stop.venueOrderId,
    );
    expect(rests?.order.clientOrderId).toBe(target.clientOrderId);
    const next = scenario.place(limit('buy', '0.01', '50000'));
    return {
      before: [stop, target].map(({ executionOrderId }) => executionOrderId),
      fill: fill?.type === 'fill-received' ? [fill.fill.venueOrderId, fill.executionOrderId] : [],
      after: [stop, target].map(({ clientOrderId }) => scenario.order(clientOrderId).executionOrderId),
      next: next.venueOrderId,
    };
  };

  test('are the order’s own', () => {
    expect(run(false)).toEqual({ before: [null, null], fill: ['1', '1'], after: ['1', '2'], next: '3' });
  });

  test('are new ones where the rules say so', () => {
    expect(run(true)).toEqual({ before: [null, null], fill: ['1', '3'], after: ['3', '4'], next: '5' });
  });
});
