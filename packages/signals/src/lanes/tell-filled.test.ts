import { describe, expect, test } from 'vitest';
import { decimal, type Order, type Position } from '@perpdesk/broker-core';
import { fakeFill } from '@perpdesk/broker-core/testing';
import { protectedWorld, told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const priceless = (order: Order): Order => ({ ...order, averageFillPrice: null });

/** Answers tell that orders filled and not at which price, no news of fills come, and none are listed. */
async function wordlessWorld(): Promise<World> {
  const world = await createWorld({ routes: [testRoute()] });
  const { exchange } = world;
  const { place } = exchange;
  exchange.place = async (request, validity) => priceless(await place(request, validity));
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  Object.defineProperty(exchange, 'fills', { value: [] });
  return world;
}

function hidePrices({ exchange }: World): void {
  const { find } = exchange;
  exchange.find = (reference) => {
    const look = find(reference);
    return look.order === null ? look : { ...look, order: priceless(look.order) };
  };
}

const priceOf = async (world: World) => (await told(world, 'order.filled')).map(({ averagePrice }) => averagePrice);

describe('a fill whose price no answer tells', () => {
  test.each(['an entry', 'an exit'])('%s: the order is looked up for it before it is told', async (what) => {
    const world = await wordlessWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    if (what === 'an exit') {
      await world.alert('0.02', '0');
      await world.clock.advance(10_000);
    }
    expect((await priceOf(world)).at(-1)).toBe('60000');
  });

  test('a crash comes before the look: the next life looks', async () => {
    const world = await wordlessWorld();
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(20_000);
    expect(await priceOf(world)).toEqual(['60000']);
  });

  test('where no look tells it either it is told without one, never as 0', async () => {
    const world = await wordlessWorld();
    hidePrices(world);
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(60_000);
    expect(await told(world, 'order.filled')).toMatchObject([{ averagePrice: null, fee: null, quantity: '0.02' }]);
    await world.alert('0.02', '0');
    await world.clock.advance(60_000);
    expect(await priceOf(world)).toEqual([null, null]);
    expect(await told(world, 'position.closed')).toMatchObject([{ realizedPnl: null }]);
  });
});

describe('a fill is told with the position that it left', () => {
  async function inLong(): Promise<World> {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    return world;
  }

  function triggerTarget({ exchange }: World): void {
    const first = exchange.openOrders().find(({ type }) => type === 'take-profit-market');
    exchange.trigger(first?.clientOrderId ?? '');
  }

  const fillsOf = async (world: World, of: string) =>
    (await told(world, 'order.filled')).filter(({ kind }) => kind === of);

  test.each(['reduce', 'target'] as const)('a %s, whose position is heard of after it', async (kind) => {
    const world = await inLong();
    world.exchange.delayMs = (what) => (what === 'event' ? 20 : 0);
    if (kind === 'target') triggerTarget(world);
    else await world.alert('0.02', '0.01');
    await world.clock.advance(10_000);
    expect(await fillsOf(world, kind)).toMatchObject([{ quantity: '0.01', position: { quantity: '0.01' } }]);
  });

  test.each([
    ['before', 1_000],
    ['after', 5_000],
  ])('a target whose position is not heard of, and a crash %s it is told: once', async (_, ms) => {
    const world = await inLong();
    let events = 0;
    world.exchange.delayMs = (what) => (what === 'event' && ++events > 2 ? null : 0);
    triggerTarget(world);
    await world.clock.advance(ms);
    expect(await fillsOf(world, 'target')).toHaveLength(ms < 3_000 ? 0 : 1);
    world.exchange.delayMs = () => 0;
    await world.restart();
    await world.clock.advance(10_000);
    const position = ms < 3_000 ? { quantity: '0.01' } : {};
    expect(await fillsOf(world, 'target')).toMatchObject([{ quantity: '0.01', position }]);
    await world.restart();
    await world.clock.advance(10_000);
    expect(await fillsOf(world, 'target')).toHaveLength(1);
    expect(Object.keys(await world.journal.readFlags())).toEqual([]);
  });

  test('a stop of all, which the exchange ends after a part: what is still held', async () => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    const { exchange } = world;
    const [stop] = exchange.openOrders();
    const [held] = exchange.positions();
    if (stop === undefined || held === undefined) throw new Error('Nothing is held, or no stop stands.');
    const stamp = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
    const position: Position = { ...held, quantity: decimal('0.008'), updatedAt: stamp.venueAt };
    const [quantity, price] = [decimal('0.012'), decimal('59000')];
    const part = { filledQuantity: quantity, averageFillPrice: price, status: 'expired' } as const;
    const fill = fakeFill(stop, { tradeId: '100', quantity, price, venueAt: stamp.venueAt });
    const { openOrders } = exchange;
    exchange.positions = () => [position];
    exchange.openOrders = () => openOrders().filter(({ clientOrderId }) => clientOrderId !== stop.clientOrderId);
    exchange.tell({ type: 'position-updated', symbol: 'BTCUSDT', positionSide: 'net', position, ...stamp });
    exchange.tell({ type: 'fill-received', fill, cause: null, ...stamp });
    exchange.tell({ type: 'order-updated', order: { ...stop, ...part, updatedAt: stamp.venueAt }, ...stamp });
    await world.clock.advance(10_000);
    expect(await fillsOf(world, 'stop')).toMatchObject([{ quantity: '0.012', position: { quantity: '0.008' } }]);
  });
});
