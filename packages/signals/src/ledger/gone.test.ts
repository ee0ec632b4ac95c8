import { expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { closeByPerson, createStreams } from './streams.test.fixture.ts';

test('a person’s close of which nobody can say what became leaves nothing that strategies own against each other', async () => {
  const streams = await createStreams('one-way');
  await streams.step('a', '0', '3');
  await streams.step('b', '0', '-1');
  const { world } = streams;
  const { exchange } = world;
  exchange.faultFor = ({ side, type }) => (side === 'sell' && type === 'market' ? 'lost-answer' : 'none');
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  const { find } = exchange;
  exchange.find = (reference) => {
    const look = find(reference);
    if (look.order !== null && look.order.side !== 'sell') return look;
    throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
  };
  await closeByPerson(world, 'net');
  await world.clock.advance(10_000);
  expect(world.life.engine.status().needsOperator).toBe(1);
  exchange.delayMs = () => 0;
  const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
  exchange.tell({ type: 'position-updated', symbol: 'BTCUSDT', positionSide: 'net', position: null, ...at });
  await world.clock.advance(70_000);
  expect([await streams.owned(), streams.held()]).toEqual(['', '']);
  streams.orders();
  await streams.step('a', '3', '0');
  expect([streams.orders(), streams.held()]).toEqual([[], '']);
});
