import { describe, expect, test } from 'vitest';
import { STOP, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, resting, toldOf, wishWorld } from './wish-world.test.fixture.ts';

describe.each(['one-way', 'hedge'] as const)('in %s mode', (positionMode) => {
  const isHedge = positionMode === 'hedge';
  const close = (side: string, quantity: string) =>
    `${side} ${quantity}${isHedge ? (side === 'sell' ? ' long' : ' short') : ' reduce-only'}`;
  const open = (side: string, quantity: string) =>
    `${side} ${quantity}${isHedge ? (side === 'buy' ? ' long' : ' short') : ''}`;
  const worldOf = (route: object = {}) => wishWorld({ size: FIXED, ...route }, { positionMode });

  test('hold opens with the route’s size, and changes nothing where the side is held', async () => {
    const world = await worldOf();
    await ask(world, { action: 'long' });
    await ask(world, { action: 'long' });
    expect(ordersOf(world)).toEqual([open('buy', '0.02')]);
    expect(await toldOf(world, 'signal.remarked')).toMatchObject([{ detail: 'It is long already.' }]);
    expect(await world.owned()).toBe('0.02');
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('hold of the other side closes, and opens at proven zero', async () => {
    const world = await worldOf();
    await ask(world, { action: 'long' });
    world.exchange.fillsAtOnce = false;
    await ask(world, { action: 'short' });
    expect(ordersOf(world)).toEqual([open('buy', '0.02'), close('sell', '0.02')]);
    world.exchange.fillsAtOnce = true;
    world.exchange.fillOpen();
    await world.clock.advance(5_000);
    expect(ordersOf(world)).toEqual([open('buy', '0.02'), close('sell', '0.02'), open('sell', '0.02')]);
    expect(await world.owned()).toBe('-0.02');
  });

  test('add grows what is owned, and is refused by name where nothing is', async () => {
    const world = await worldOf();
    await ask(world, { action: 'add' });
    expect(await refusals(world)).toEqual(['nothing-owned']);
    await ask(world, { action: 'short' });
    await ask(world, { action: 'add' });
    expect(ordersOf(world)).toEqual([open('sell', '0.02'), open('sell', '0.02')]);
    await ask(world, { action: 'add_long' });
    expect(await refusals(world)).toEqual(['nothing-owned', 'nothing-owned']);
  });

  test('reduce takes its part once, and close the rest', async () => {
    const world = await worldOf();
    await ask(world, { action: 'long' });
    await ask(world, { action: 'reduce', positionPercent: '25' });
    expect(await world.owned()).toBe('0.015');
    await ask(world, { action: 'close' });
    expect(ordersOf(world)).toEqual([open('buy', '0.02'), close('sell', '0.005'), close('sell', '0.015')]);
    await ask(world, { action: 'close' });
    expect(await refusals(world)).toEqual(['nothing-owned']);
  });

  test('close of the other side touches nothing', async () => {
    const world = await worldOf();
    await ask(world, { action: 'long' });
    await ask(world, { action: 'close_short' });
    expect(world.held()).toBe('0.02');
    expect(await refusals(world)).toEqual(['nothing-owned']);
  });

  test('orders grow, reduce and turn what the stream owns', async () => {
    const world = await worldOf({
      mode: 'order',
      size: { type: 'signal', factor: FIXED.quantity.div(FIXED.quantity) },
    });
    const order = (action: string, quantity: string, more: object = {}) => ask(world, { action, quantity, ...more });
    await order('buy', '0.02');
    await order('buy', '0.01');
    await order('sell', '0.005');
    await order('sell', '0.045');
    expect(await world.owned()).toBe('-0.02');
    await order('buy', '0.1', { reduceOnly: true });
    await order('buy', '0.1', { reduceOnly: true });
    expect(ordersOf(world)).toEqual([
      open('buy', '0.02'),
      open('buy', '0.01'),
      close('sell', '0.005'),
      close('sell', '0.025'),
      open('sell', '0.02'),
      close('buy', '0.02'),
    ]);
    expect(await refusals(world)).toEqual(['nothing-owned']);
  });
});

describe('limit orders', () => {
  const route = { mode: 'command', size: FIXED } as const;

  test('cancel takes back what rests, with what it filled', async () => {
    const world = await wishWorld({ ...route, mode: 'order', dialect: 'kv' });
    const text = (fields: string) =>
      world.post(`SYMBOL=BTCUSDT.P;FIREDAT=${new Date(world.clock.now()).toISOString()};${fields}`);
    await text('SIGNAL=BUY;VOLUME=0.02;ORDER_TYPE=LIMIT;PRICE=-1%;TAG=a');
    await world.clock.advance(3_000);
    expect(ordersOf(world)).toEqual(['buy 0.02 at 59400']);
    world.exchange.fillLimit(resting(world)[0] ?? '', '0.005');
    await text('SIGNAL=SELL;VOLUME=0.01;');
    await world.clock.advance(6_000);
    expect(resting(world)).toEqual([]);
    expect(await world.owned()).toBe('-0.005');
  });

  test('cancel leaves a market order that is on its way, and does not count it', async () => {
    const world = await wishWorld(route);
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await new Promise<void>((resolve) => void world.clock.schedule(1_500, resolve));
      return place(request, validity);
    };
    await ask(world, { action: 'long' }, 300);
    await ask(world, { action: 'cancel' }, 10_000);
    expect(world.held()).toBe('0.02');
    expect((await toldOf(world, 'signal.ended')).map(({ detail }) => detail)).toEqual(['There is nothing to do.']);
  });
});

describe('protection', () => {
  const refusesStops = (world: World) => {
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
  };

  test('what cannot be protected is closed', async () => {
    const world = await wishWorld({ size: FIXED, stopLoss: STOP });
    refusesStops(world);
    await ask(world, { action: 'long' }, 30_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect((await toldOf(world, 'stop.failed')).length).toBeGreaterThan(0);
  });

  test('a stop stands from the first fill, and goes with the position', async () => {
    const world = await wishWorld({ size: FIXED, stopLoss: STOP });
    await ask(world, { action: 'long' });
    expect(world.exchange.openOrders().map(({ type, side }) => `${type} ${side}`)).toEqual(['stop-market sell']);
    await ask(world, { action: 'short' });
    expect(world.exchange.openOrders().map(({ type, side }) => `${type} ${side}`)).toEqual(['stop-market buy']);
    await ask(world, { action: 'close' });
    expect(world.exchange.openOrders()).toEqual([]);
  });

  test('what a stop closed is not bought back, and a close after it finds nothing', async () => {
    const world = await wishWorld({ size: FIXED, stopLoss: STOP });
    await ask(world, { action: 'long' });
    world.exchange.trigger(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    await ask(world, { action: 'close' });
    expect(ordersOf(world)).toEqual(['buy 0.02']);
    expect(await refusals(world)).toEqual(['nothing-owned']);
  });
});
