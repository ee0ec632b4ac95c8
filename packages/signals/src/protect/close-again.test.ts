import { describe, expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { STOP, createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { standing, told } from './protect-world.test.fixture.ts';

/** Its stop is refused, the order that closes it is lost, and the exchange says nothing of that one that is understood. */
async function closingUnasked(): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
  world.exchange.find = () => {
    throw new BrokerError('unsupported', { message: 'A word.', operation: 'findOrder', outcome: 'unknown' });
  };
  world.exchange.faultFor = (request) =>
    request.type === 'stop-market' ? 'rejected' : 'reduceOnly' in request && request.reduceOnly ? 'lost' : 'none';
  await world.alert('0', '0.02');
  await world.clock.advance(15_000);
  expect(world.life.engine.status().needsOperator).toBe(1);
  return world;
}

describe('a position without a stop whose closing order nobody can be asked about', () => {
  test('is closed by another after the watchdog’s time', async () => {
    const world = await closingUnasked();
    world.exchange.faultFor = (request) => (request.type === 'stop-market' ? 'rejected' : 'none');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0.02');
    await world.clock.advance(20_000);
    expect([world.held(), await world.owned(), standing(world)]).toEqual(['0', '0', []]);
    expect(await told(world, 'stop.failed')).toHaveLength(2);
  });

  test('is closed again ever more seldom while nothing is known of any of them', async () => {
    const world = await closingUnasked();
    for (let minute = 0; minute < 20; minute++) await world.clock.advance(60_000);
    const { needsOperator } = world.life.engine.status();
    expect(needsOperator).toBeGreaterThan(4);
    expect(needsOperator).toBeLessThan(12);
    expect(await told(world, 'stop.failed')).toHaveLength(needsOperator);
  });

  test('is left where the first one has closed it, though nobody had heard of it', async () => {
    const world = await closingUnasked();
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    world.exchange.tradeByHand('sell', '0.02');
    world.exchange.faultFor = () => 'none';
    await world.clock.advance(120_000);
    expect([world.held(), await world.owned()]).toEqual(['0', '0']);
    expect(world.exchange.orders.filter(({ side }) => side === 'sell')).toEqual([]);
  });
});
