import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { OpenCommand } from '../trade-command.ts';
import { createWorld, settle, type World } from '../simulation/world.test.fixture.ts';

type Terms = Partial<Omit<OpenCommand, 'type'>> & Pick<OpenCommand, 'direction' | 'quantity'>;

async function openWorld() {
  const world = await createWorld({ routes: [] });
  let count = 0;
  const open = async (terms: Terms) => {
    count += 1;
    const { clock } = world;
    const head = { id: `card-${count}`, actor: 'user:1', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] };
    await settle(clock, world.life.engine.trade({ ...head, confirmedAt: clock.now(), type: 'open', ...terms }));
    await clock.advance(10_000);
  };
  return { world, open };
}

const standing = ({ exchange }: World) =>
  exchange
    .openOrders()
    .map(({ type, side, triggerPrice }) => `${side} ${type} ${triggerPrice?.toFixed() ?? ''}`)
    .toSorted();

async function move({ exchange, clock }: World, price: string): Promise<void> {
  exchange.moveTo(price);
  for (const order of exchange.openOrders())
    if (order.price?.toFixed() === price) exchange.fillLimit(order.clientOrderId);
  await clock.advance(60_000);
}

const RESTING = {
  direction: 'long',
  quantity: decimal('0.01'),
  limitPrice: decimal('58900'),
  stopLoss: decimal('58000'),
  takeProfits: [{ price: decimal('61000'), share: null }],
} as const;

describe('an entry that rests keeps its own stop and targets', () => {
  test('where what it was to grow is stopped out before it fills', async () => {
    const { world, open } = await openWorld();
    await open({ direction: 'long', quantity: decimal('0.02'), stopLoss: decimal('59000') });
    await open(RESTING);
    await move(world, '59000');
    expect(world.held()).toBe('0');
    await move(world, '58900');
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toEqual(['sell stop-market 58000', 'sell take-profit-market 61000']);
  });

  test('where another entry without any came before it filled', async () => {
    const { world, open } = await openWorld();
    await open(RESTING);
    await open({ direction: 'long', quantity: decimal('0.02') });
    await move(world, '58900');
    expect(world.held()).toBe('0.03');
    expect(standing(world)).toEqual(['sell stop-market 58000', 'sell take-profit-market 61000']);
  });

  test('but for what was said since', async () => {
    const { world, open } = await openWorld();
    await open(RESTING);
    await open({ direction: 'long', quantity: decimal('0.02'), stopLoss: decimal('57000') });
    await move(world, '58900');
    expect(standing(world)).toEqual(['sell stop-market 57000', 'sell take-profit-market 61000']);
  });
});
