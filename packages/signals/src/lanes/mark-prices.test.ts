import { describe, expect, test } from 'vitest';
import { decimal, type Environment } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

/** Two accounts of a route whose sizes are in money; how often each was asked for the price so far. */
async function createBench(environment: Environment) {
  const clock = createFakeClock(START_AT);
  const second = createExchange(clock);
  const brokers = ['one', 'two'].map((brokerId) => ({ brokerId, factor: decimal('1') }));
  const size = { type: 'notional', notional: decimal('1000') } as const;
  const world = await createWorld({
    clock,
    environment,
    others: { two: second },
    routes: [testRoute({ brokers, size })],
  });
  await clock.advance(1_000);
  const asked = { one: 0, two: 0 };
  const answer = { one: world.exchange.markPrice, two: second.markPrice };
  world.exchange.markPrice = () => {
    asked.one += 1;
    return answer.one();
  };
  second.markPrice = () => {
    asked.two += 1;
    return answer.two();
  };
  return { world, second, asked, answer };
}

describe('mark prices', () => {
  test('are read once for all accounts of an exchange', async () => {
    const { world, second, asked } = await createBench('demo');
    await world.clock.advance(60_000);
    expect(asked.one).toBeGreaterThanOrEqual(11);
    expect(asked.one).toBeLessThanOrEqual(13);
    expect(asked.two).toBe(0);
    await world.alert('0', '1');
    await world.clock.advance(1_000);
    expect([world.held(), second.positions()[0]?.quantity.toFixed()]).toEqual(['0.016', '0.016']);
    expect(asked.two).toBe(0);
  });

  test('are another’s where one account does not get them', async () => {
    const { world, second, asked, answer } = await createBench('demo');
    answer.one = () => Promise.reject(new Error('No answer.'));
    await world.clock.advance(60_000);
    expect(asked.two).toBeGreaterThanOrEqual(11);
    await world.alert('0', '1');
    await world.clock.advance(1_000);
    expect([world.held(), second.positions()[0]?.quantity.toFixed()]).toEqual(['0.016', '0.016']);
  });

  test('of a paper account are its own', async () => {
    const { world, asked } = await createBench('paper');
    await world.clock.advance(60_000);
    expect(asked.one).toBeGreaterThanOrEqual(11);
    expect(asked.two).toBeGreaterThanOrEqual(11);
  });
});
