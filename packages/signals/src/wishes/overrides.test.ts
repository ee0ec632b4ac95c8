import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { defineRoute } from '../define-route.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, resting, toldOf, wishWorld } from './wish-world.test.fixture.ts';

const notesOf = async (world: World) => (await toldOf(world, 'signal.received')).map(({ notes }) => notes);
const remarks = async (world: World) => (await toldOf(world, 'signal.remarked')).map(({ detail }) => detail);

describe('size', () => {
  test('without it the route’s size stands, and that is noted', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long', notional: '3000' });
    expect(ordersOf(world)).toEqual(['buy 0.02']);
    expect(await notesOf(world)).toEqual([['The alert’s size is ignored; the route’s stands.']]);
  });

  test.each([
    [{ notional: '3000' }, 'buy 0.05'],
    [{ margin: '600' }, 'buy 0.1'],
    [{ equityPercentNotional: '6' }, 'buy 0.01'],
  ])('with it %j counts', async (size, order) => {
    const world = await wishWorld({ size: FIXED, overrides: ['size'] });
    await ask(world, { action: 'long', ...size });
    expect(ordersOf(world)).toEqual([order]);
    expect(await notesOf(world)).toEqual([[]]);
  });

  test('a fraction of the equity is none in percent', async () => {
    const world = await wishWorld({ overrides: ['size'] });
    await ask(world, { action: 'long', position_pct: '0.5%' });
    expect([ordersOf(world), await refusals(world)]).toEqual([[], ['ambiguous-unit']]);
    await ask(world, { action: 'long', position_pct: '0.06' });
    expect(ordersOf(world)).toEqual(['buy 0.01']);
  });

  test('the strategy’s own units go by the route’s size, and reductions by what one is worth since', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long', quantity: '4' });
    await ask(world, { action: 'reduce', quantity: '1' });
    expect(ordersOf(world)).toEqual(['buy 0.02', 'sell 0.005 reduce-only']);
    expect(await world.owned()).toBe('0.015');
  });

  test('an account’s factor is in every size but a part of the position', async () => {
    const brokers = [{ brokerId: 'one', factor: decimal('2') }];
    const world = await wishWorld({ mode: 'command', size: { type: 'signal', factor: decimal('1') }, brokers });
    await ask(world, { action: 'long', quantity: '0.02' });
    await ask(world, { action: 'reduce', quantity: '0.005' });
    await ask(world, { action: 'reduce', positionPercent: '50' });
    expect(ordersOf(world)).toEqual(['buy 0.04', 'sell 0.01 reduce-only', 'sell 0.015 reduce-only']);
  });

  test('a turn’s size counts its closing part, where the alert’s quantity makes it', async () => {
    const world = await wishWorld({ size: { type: 'signal', factor: decimal('1') } });
    const fill = (action: string, quantity: string, to: string, from: string) =>
      ask(world, { action, quantity, marketPosition: to, prevMarketPosition: from });
    await fill('buy', '0.02', 'long', 'flat');
    await fill('sell', '0.05', 'short', 'long');
    expect(ordersOf(world)).toEqual(['buy 0.02', 'sell 0.02 reduce-only', 'sell 0.03']);
    world.exchange.tradeByHand('buy', '0.03');
    await world.clock.advance(60_000);
    await fill('buy', '0.05', 'long', 'short');
    expect(world.held()).toBe('0');
    expect((await toldOf(world, 'signal.rejected')).map(({ code }) => code)).toEqual(['missing-size']);
  });
});

describe('a turn with a size in money or percent ends as large as an opening', () => {
  const post = (world: World, fields: object) =>
    ask(world, { ticker: 'BTCUSDT.P', time: new Date(world.clock.now()).toISOString(), ...fields });

  test.each([
    ['dollar_amount', '6000'],
    ['percent_of_equity', '50'],
  ])('TradersPost, %s', async (quantityType, quantity) => {
    const world = await wishWorld({ dialect: 'traderspost', overrides: ['size'] });
    await post(world, { quantityType, quantity, action: 'buy', sentiment: 'bullish' });
    const long = world.held();
    await post(world, { quantityType, quantity, action: 'sell', sentiment: 'bearish' });
    expect([world.held(), await refusals(world)]).toEqual([`-${long}`, []]);
  });

  test.each([{ notional: '6000' }, { margin: '600' }, { equityPercentNotional: '50' }])('%j', async (size) => {
    const world = await wishWorld({ overrides: ['size'] });
    await ask(world, { ...size, action: 'buy', marketPosition: 'long', prevMarketPosition: 'flat' });
    const long = world.held();
    await ask(world, { ...size, action: 'sell', marketPosition: 'short', prevMarketPosition: 'long' });
    expect([world.held(), await refusals(world)]).toEqual([`-${long}`, []]);
  });
});

test('an alert without a price is sized by one that is read for it', async () => {
  const world = await createWorld({ routes: [testRoute({ mode: 'direction', size: FIXED, overrides: ['size'] })] });
  world.exchange.markPrice = async () => {
    await new Promise<void>((resolve) => void world.clock.schedule(400, resolve));
    return decimal('60000');
  };
  await world.clock.advance(16_000);
  await world.restart({ timings: { markPriceMs: 600_000 } });
  await ask(world, { action: 'long', notional: '3000' }, 100);
  expect(ordersOf(world)).toEqual([]);
  await world.clock.advance(1_000);
  expect(ordersOf(world)).toEqual(['buy 0.05']);
});

describe('type', () => {
  const limit = { orderType: 'limit', price: '59000' };

  test('without it a limit is refused, with it the entry rests at the alert’s price', async () => {
    const refusing = await wishWorld({ size: FIXED });
    await ask(refusing, { action: 'long', ...limit });
    expect([ordersOf(refusing), await refusals(refusing)]).toEqual([[], ['unsupported-order-type']]);
    const world = await wishWorld({ size: FIXED, overrides: ['type'] });
    await ask(world, { action: 'long', ...limit });
    expect(ordersOf(world)).toEqual(['buy 0.02 at 59000']);
    await ask(world, { action: 'long' });
    expect(await remarks(world)).toEqual(['Its entry to long rests already.']);
    await ask(world, { action: 'short' });
    expect(resting(world)).toEqual([]);
    expect(world.held()).toBe('-0.02');
  });

  test('in mode chain, too', async () => {
    const world = await createWorld({ routes: [testRoute({ overrides: ['type'] })] });
    const body = {
      strategy: 'btc',
      symbol: 'BTCUSDT.P',
      marketPosition: 'long',
      marketPositionSize: '0.02',
      prevMarketPosition: 'flat',
      prevMarketPositionSize: '0',
      firedAt: new Date(world.clock.now()).toISOString(),
      ...limit,
    };
    await world.post(JSON.stringify(body));
    await world.clock.advance(1_000);
    expect(ordersOf(world)).toEqual(['buy 0.02 at 59000']);
    world.exchange.fillLimit(resting(world)[0] ?? '');
    await world.clock.advance(1_000);
    expect(await world.owned()).toBe('0.02');
  });
});

describe('leverage', () => {
  async function worldOf(route: Parameters<typeof testRoute>[0] = {}) {
    const world = await wishWorld({ size: FIXED, ...route });
    const set: string[] = [];
    const broker = world.life.manager.get('one');
    Object.assign(broker, {
      setLeverage: async (symbol: string, leverage: number) => {
        set.push(`${symbol} ${leverage}`);
        const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
        world.exchange.tell({ type: 'settings-updated', symbol, leverage, marginType: null, ...at });
      },
    });
    return { world, set };
  }

  test('without it it is ignored with a note', async () => {
    const { world, set } = await worldOf();
    await ask(world, { action: 'long', leverage: '7' });
    expect(set).toEqual([]);
    expect(await notesOf(world)).toEqual([['The alert’s leverage 7 is ignored; the account’s stands.']]);
    expect(ordersOf(world)).toEqual(['buy 0.02']);
  });

  test('in mode chain, too, by its whole part', async () => {
    const { world, set } = await worldOf({ mode: 'chain', overrides: ['leverage'] });
    await ask(world, {
      marketPosition: 'long',
      marketPositionSize: '1',
      prevMarketPosition: 'flat',
      prevMarketPositionSize: '0',
      leverage: '7.9',
    });
    expect(set).toEqual(['BTCUSDT 7']);
    expect(ordersOf(world)).toEqual(['buy 0.02']);
  });

  test('with it it is set before the entry, within the limit, and only while flat', async () => {
    const { limits } = defineRoute({ id: 'x', brokers: [], symbols: [] });
    const { world, set } = await worldOf({ overrides: ['leverage'], limits: { ...limits, maxLeverage: 9 } });
    await ask(world, { action: 'long', leverage: '50' }, 5_000);
    expect(set).toEqual(['BTCUSDT 9']);
    expect(ordersOf(world)).toEqual(['buy 0.02']);
    await ask(world, { action: 'add', leverage: '5' }, 5_000);
    expect(set).toEqual(['BTCUSDT 9']);
    expect(await remarks(world)).toEqual(['The alert’s leverage 5 is ignored, 9 stands: the account holds BTCUSDT.']);
    expect(ordersOf(world)).toEqual(['buy 0.02', 'buy 0.02']);
    await settle(world.clock, world.life.engine.pause('111', ['desk']));
    await ask(world, { action: 'close' });
    await ask(world, { action: 'long', leverage: '5' });
    expect(set).toEqual(['BTCUSDT 9']);
  });
});
