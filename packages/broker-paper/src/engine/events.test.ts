import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { toAccountEvent } from './event.ts';
import { conditional, createScenario, limit, market } from './scenario.test.fixture.ts';

const ETH = { symbol: 'ETHUSDT' } as const;

describe('the steps of an order’s life', () => {
  test('are told one by one', () => {
    const scenario = createScenario({ liquidity: decimal('0.01') });
    const { symbol, clientOrderId } = scenario.place(limit('buy', '0.03', '60000'));
    const terms = { quantity: decimal('0.04'), price: decimal('59000') };
    scenario.run({ type: 'amend', request: { symbol, clientOrderId, ...terms } });
    scenario.tick('59000');
    scenario.run({ type: 'cancel', ref: { symbol, clientOrderId } });
    expect(scenario.changes(clientOrderId)).toEqual(['placed', 'filled', 'amended', 'filled', 'canceled']);
  });

  test('end with expired or rejected', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    const ioc = scenario.place(limit('buy', '0.01', '50000', { timeInForce: 'ioc' }));
    const stop = scenario.place(conditional('stop-market', 'buy', '0.1', '61000'));
    scenario.place(market('buy', '2', ETH));
    scenario.tick('61000');
    expect(scenario.changes(ioc.clientOrderId)).toEqual(['placed', 'expired']);
    expect(scenario.changes(stop.clientOrderId)).toEqual(['placed', 'triggered', 'rejected']);
  });

  test('of a fill come after the fill and its bookings', () => {
    const scenario = createScenario();
    scenario.place(conditional('stop-market', 'buy', '0.1', '61000'));
    scenario.events.length = 0;
    scenario.tick('61000');
    expect(scenario.events.map((event) => ('change' in event ? event.change : event.type))).toEqual([
      'triggered',
      'fill-received',
      'income-booked',
      'filled',
      'position-updated',
      'balance-updated',
    ]);
  });
});

describe('what the account’s stream is told', () => {
  test('is without what only the exchange needs', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    const told = scenario.events.flatMap((event) => toAccountEvent(event) ?? []);
    expect(told.map(({ type }) => type)).not.toContain('income-booked');
    for (const event of told) expect('change' in event || 'executionOrderId' in event).toBe(false);
  });
});
