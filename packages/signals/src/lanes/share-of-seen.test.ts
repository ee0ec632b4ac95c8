import { expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function half(world: World): Promise<void> {
  const { trade } = world.life.engine;
  const command = { type: 'close', id: 'nonce', actor: '111', brokerId: 'one', symbol: 'BTCUSDT' } as const;
  const about = { positionSide: 'net', relay: ['desk'], fraction: decimal('0.5'), quantity: null } as const;
  await settle(world.clock, trade({ ...command, ...about, confirmedAt: world.clock.now() }));
}

test.each([
  ['took', 'sell', '0.4'],
  ['added', 'buy', '0.6'],
] as const)(
  'where somebody else %s, a person’s share goes though positions cannot be read any more',
  async (_, side, left) => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    await world.alert('0', '1');
    await world.clock.advance(5_000);
    world.exchange.delayMs = (what) => (what === 'event' ? 50 : 0);
    world.exchange.tradeByHand(side, '0.2');
    await world.clock.advance(5_000);
    const broker = world.life.manager.get('one') as FakeBroker;
    broker.script.always('getPositions', async () => {
      throw new BrokerError('overloaded', { message: 'Not now.', operation: 'getPositions' });
    });
    await half(world);
    await world.clock.advance(5_000);
    expect(world.held()).toBe(left);
  },
);

test('a person’s share is of all that is held, also while nobody knows what became of an entry', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  await world.alert('0', '1');
  await world.clock.advance(5_000);
  world.exchange.delayMs = (what) => (what === 'event' ? 50 : 0);
  world.exchange.tradeByHand('buy', '1');
  await world.clock.advance(5_000);
  world.exchange.faultFor = ({ side }) => (side === 'buy' ? 'lost' : 'none');
  world.exchange.find = () => {
    throw refuse('timeout', 'unknown');
  };
  await world.alert('1', '1.5');
  await world.clock.advance(3_000);
  await half(world);
  await world.clock.advance(1_000);
  expect(world.held()).toBe('1');
});
