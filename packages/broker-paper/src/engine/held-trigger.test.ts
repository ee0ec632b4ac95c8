import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { conditional, createScenario, market, type Scenario, trailing } from './scenario.test.fixture.ts';

function letGo(scenario: Scenario): void {
  scenario.state = { ...scenario.state, rules: { ...scenario.state.rules, holdsTriggers: false } };
}

test('an order that is held triggers once, waits whatever the price does, and executes at the next price after', () => {
  const scenario = createScenario({ holdsTriggers: true });
  scenario.place(market('buy', '0.01'));
  const { clientOrderId } = scenario.place(conditional('stop-market', 'sell', '0.01', '59000', { reduceOnly: true }));
  for (const price of ['59000', '60000', '58000']) scenario.tick(price);
  expect(scenario.order(clientOrderId)).toMatchObject({ status: 'open', venueStatus: 'triggering' });
  expect(scenario.changes(clientOrderId)).toEqual(['placed', 'triggered']);
  letGo(scenario);
  scenario.tick('60500');
  expect(scenario.changes(clientOrderId)).toEqual(['placed', 'triggered', 'triggered', 'filled']);
  expect(formatDecimal(scenario.order(clientOrderId).averageFillPrice ?? decimal('0'))).toBe('60500');
});

test('a trailing stop that is held no longer follows the price', () => {
  const scenario = createScenario({ holdsTriggers: true });
  const { clientOrderId } = scenario.place(trailing('sell', '0.01', '1'));
  for (const price of ['59000', '70000']) scenario.tick(price);
  const held = scenario.state.orders.find(({ order }) => order.clientOrderId === clientOrderId);
  expect(formatDecimal(held?.peakPrice ?? decimal('0'))).toBe('60000');
});
