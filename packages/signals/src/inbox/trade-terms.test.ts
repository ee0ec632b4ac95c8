import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { OpenCommand } from '../trade-command.ts';

const routes = [testRoute()];

function open(world: World, id: string, quantity: string, terms: Partial<OpenCommand> = {}): OpenCommand {
  const head = { id, actor: 'user:111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] };
  const confirmedAt = world.clock.now();
  return { ...head, confirmedAt, type: 'open', direction: 'long', quantity: decimal(quantity), ...terms };
}

async function trade(world: World, command: OpenCommand) {
  const result = await settle(world.clock, world.life.engine.trade(command));
  await world.clock.advance(200);
  return result;
}

const standing = (world: World) =>
  world.exchange
    .openOrders()
    .map(({ type, side, quantity, price, triggerPrice, closePosition }) =>
      [type, side, closePosition ? 'all' : quantity?.toFixed(), `${price ?? triggerPrice}`].join(' '),
    )
    .toSorted();

describe('a person’s terms', () => {
  test('a limit entry rests at its price, fills, and is told', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', '0.02', { limitPrice: decimal('59000') }));
    expect(standing(world)).toEqual(['limit buy 0.02 59000']);
    expect((await world.notices()).at(-1)).toMatchObject({
      type: 'order.resting',
      price: '59000',
      source: 'chat:user:111',
    });
    const [order] = world.exchange.openOrders();
    world.exchange.fillLimit(order?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    expect(await world.owned()).toBe('0.02');
  });

  test('a limit entry outlives a day and a restart', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', '0.02', { limitPrice: decimal('59000'), stopLoss: decimal('58000') }));
    await world.clock.advance(60_000);
    await world.restart();
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(['limit buy 0.02 59000']);
    const [order] = world.exchange.openOrders();
    world.exchange.fillLimit(order?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual(['stop-market sell all 58000']);
  });

  test('stop and targets stand from the first fill, a target without the rest takes its share alone', async () => {
    const world = await createWorld({ routes });
    const takeProfits = [{ price: decimal('62000'), share: decimal('50') }];
    await trade(world, open(world, 'a', '0.02', { stopLoss: decimal('59000'), takeProfits }));
    expect(standing(world)).toEqual(['stop-market sell all 59000', 'take-profit-market sell 0.01 62000']);
    world.exchange.moveTo('58900');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'position.closed', cause: 'stop' });
  });

  test('a second entry with another stop moves it; one without leaves it', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', '0.02', { stopLoss: decimal('59000') }));
    await trade(world, open(world, 'b', '0.01'));
    expect(standing(world)).toEqual(['stop-market sell all 59000']);
    await trade(world, open(world, 'c', '0.01', { stopLoss: decimal('59500') }));
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop-market sell all 59500']);
  });

  test('a stop on the wrong side of the price is refused and nothing is sent', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', '0.02', { stopLoss: decimal('61000') }));
    expect(world.exchange.orders).toEqual([]);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'conflicting-fields' });
  });

  test('an order against the person’s own position leaves no stop of the other side', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', '0.02', { stopLoss: decimal('59000') }));
    await trade(world, open(world, 'b', '0.03', { direction: 'short' }));
    await world.clock.advance(2_000);
    expect(world.held()).toBe('-0.01');
    expect(await world.owned()).toBe('-0.01');
    expect(standing(world)).toEqual([]);
  });

  test('leverage is set before the entry', async () => {
    const world = await createWorld({ routes });
    const broker = world.life.manager.get('one');
    await trade(world, open(world, 'a', '0.02', { leverage: 7 }));
    await world.clock.advance(4_000);
    expect(await settle(world.clock, broker.getLeverage('BTCUSDT'))).toBe(7);
    expect(world.held()).toBe('0.02');
  });
});
