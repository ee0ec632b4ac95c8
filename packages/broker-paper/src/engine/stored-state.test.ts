import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRules } from './create-rules.ts';
import { conditional, createScenario, limit, trailing } from './scenario.test.fixture.ts';
import { deserializeState, serializeState } from './serialize-state.ts';
import { step } from './step.ts';

/** As version 0.1 wrote it. */
const OLD_ORDER = `{"symbol":"BTCUSDT","clientOrderId":"stop","venueOrderId":"2","type":"stop-market","side":"sell",
  "positionSide":"net","status":"open","venueStatus":"open","quantity":"0.02","filledQuantity":"0",
  "averageFillPrice":null,"price":null,"triggerPrice":"59000","triggerBy":"mark","callbackRate":null,
  "timeInForce":"gtc","postOnly":false,"reduceOnly":true,"closePosition":false,"reason":null,"createdAt":5,"updatedAt":5}`;
const OLD_STATE = `{"nextOrderId":3,"nextTradeId":2,"positionMode":"one-way","balances":{"USDT":"9999.4"},"settings":{},
  "prices":{"BTCUSDT":"60000"},
  "positions":[{"symbol":"BTCUSDT","positionSide":"net","quantity":"0.02","entryPrice":"60000","marginType":"cross",
    "isolatedMargin":"0","updatedAt":4}],
  "orders":[{"order":${OLD_ORDER},"goodTillAt":null,"isTriggered":false,"filledNotional":"0"}]}`;

test('a state of version 0.1 is read and goes on', () => {
  const state = deserializeState(OLD_STATE, createRules());
  expect(state).toMatchObject({
    marks: {},
    countdowns: {},
    orders: [{ peakPrice: null, order: { activationPrice: null } }],
  });
  const next = step(state, { type: 'tick', symbol: 'BTCUSDT', price: decimal('59000') }, 10);
  expect(next.state.positions).toEqual([]);
});

test('marks, countdowns, trails and executions are found again as they were', () => {
  const scenario = createScenario({ separateExecutionIds: true });
  scenario.place(trailing('sell', '0.01', '1'));
  scenario.place(trailing('sell', '0.01', '1', { activationPrice: decimal('70000') }));
  scenario.place(conditional('stop-market', 'buy', '0.01', '61000', { triggerBy: 'last' }));
  scenario.place(limit('buy', '0.01', '50000'));
  scenario.run({ type: 'set-countdown', symbol: 'BTCUSDT', timeoutMs: 5000 });
  scenario.mark('60500.5');
  const read = deserializeState(serializeState(scenario.state), scenario.state.rules);
  expect(read).toEqual(scenario.state);
  expect(read.orders.map(({ peakPrice }) => peakPrice?.toFixed())).toEqual([
    '60500.5',
    undefined,
    undefined,
    undefined,
  ]);
});
