import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, type Order } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { EntryPolicy } from '../route.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function worldWith(entry: Partial<EntryPolicy>): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ entry: { ...MARKET_ENTRY, ...entry }, stopLoss: STOP })] });
  await world.clock.advance(2_000);
  return world;
}
const limits = (world: World): readonly Order[] => world.exchange.orders.filter(({ type }) => type === 'limit');
const open = (world: World): readonly Order[] => limits(world).filter(isOpenOrder);
const shown = (orders: readonly Order[]) =>
  orders.map(({ side, quantity, price, status }) => `${side} ${quantity?.toFixed()} at ${price?.toFixed()} ${status}`);
const told = async (world: World, type: string) => (await world.notices()).filter((notice) => notice.type === type);
const stops = (world: World) =>
  world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order)).length;

describe('a limit entry', () => {
  const policy = { type: 'limit', offsetPercent: decimal('1'), expiryMs: 30_000 } as const;

  test('rests, is told with its price and time, fills in parts, and its stop stands from the first', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(shown(open(world))).toEqual(['buy 0.02 at 59400 open']);
    expect(await told(world, 'order.resting')).toMatchObject([{ price: '59400', quantity: '0.02' }]);
    expect(stops(world)).toBe(0);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.005');
    await world.clock.advance(100);
    expect(stops(world)).toBe(1);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.02');
    expect(stops(world)).toBe(1);
    expect(await told(world, 'order.filled')).toHaveLength(1);
  });

  test('its time is over: what is left is canceled and told', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(40_000);
    expect(shown(limits(world))).toEqual(['buy 0.02 at 59400 canceled']);
    expect(await told(world, 'order.canceled')).toMatchObject([{ detail: 'Its time was over.' }]);
    expect(world.held()).toBe('0');
    // the account takes no part until the next entry
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    expect(limits(world)).toHaveLength(1);
  });

  test('its time is over: what is left is bought at the market', async () => {
    const world = await worldWith({ ...policy, fallback: 'market' });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.015');
    await world.clock.advance(40_000);
    expect(world.held()).toBe('0.02');
    expect(await world.owned()).toBe('0.02');
    expect(
      world.exchange.orders.filter(({ type }) => type === 'market').map(({ quantity }) => quantity?.toFixed()),
    ).toEqual(['0.005']);
  });

  test.each([
    ['canceled, which is told with the part', 'cancel', [['0.005', '0.02', 'Its time was over.']]],
    [
      'bought at the market, so the part is told as one',
      'market',
      [
        ['0.005', '0.02', undefined],
        ['0.015', '0.015', undefined],
      ],
    ],
  ] as const)('a part fills before its time is over: what is left is %s', async (_, fallback, fills) => {
    const world = await worldWith({ ...policy, fallback });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.005');
    await world.clock.advance(60_000);
    const notices = await world.notices();
    const said = notices.flatMap((notice) => (notice.type === 'order.filled' ? [notice] : []));
    expect(said.map(({ quantity, asked, detail }) => [quantity, asked, detail])).toEqual(fills);
    expect(await told(world, 'order.canceled')).toEqual([]);
  });

  test('the fallback is an entry like others: a pause stops it, an older age does not', async () => {
    const world = await worldWith({ ...policy, expiryMs: 300_000, fallback: 'market' });
    await world.alert('0', '0.02');
    await world.clock.advance(310_000);
    expect(world.held()).toBe('0.02');
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    await world.alert('0', '0.01');
    await world.clock.advance(100);
    await world.life.engine.pause('111', ['desk']);
    await world.clock.advance(310_000);
    expect(world.held()).toBe('0');
  });

  test('a close cancels it and closes what it had filled', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.005');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(10_000);
    expect(open(world)).toEqual([]);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect(stops(world)).toBe(0);
  });

  test('a reversal cancels it and turns from what it had filled', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.005');
    await world.clock.advance(100);
    await world.alert('0.02', '-0.01');
    await world.clock.advance(5_000);
    expect(shown(open(world))).toEqual(['sell 0.01 at 60600 open']);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('-0.01');
  });

  test('an addition does not wait behind it, and counts what still rests', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    expect(shown(open(world))).toEqual(['buy 0.02 at 59400 open', 'buy 0.01 at 59400 open']);
    for (const { clientOrderId } of open(world)) world.exchange.fillLimit(clientOrderId);
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.03');
  });

  test('an account that was out is in again with the order that rests', async () => {
    const world = await worldWith({ ...policy, expiryMs: 4_000 });
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    await world.alert('0.02', '0');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    expect(shown(open(world))).toEqual(['buy 0.02 at 59400 open', 'buy 0.01 at 59400 open']);
  });

  test('a crash while it rests: it is one order still, and ends in its time', async () => {
    const world = await worldWith({ ...policy, fallback: 'market' });
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    await world.restart();
    await world.clock.advance(5_000);
    expect(shown(limits(world))).toEqual(['buy 0.02 at 59400 open']);
    await world.clock.advance(30_000);
    expect(world.held()).toBe('0.02');
    expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(1);
  });

  test('its answer is lost: it is found, not sent again', async () => {
    const world = await worldWith(policy);
    world.exchange.faultFor = (request) => (request.type === 'limit' ? 'lost-answer' : 'none');
    await world.alert('0', '0.02');
    await world.clock.advance(15_000);
    expect(shown(limits(world))).toEqual(['buy 0.02 at 59400 open']);
  });
});

describe('a ladder', () => {
  const policy = { type: 'ladder', offsetPercent: decimal('1'), steps: 3, expiryMs: 30_000 } as const;

  test('leaves as several orders, that fill and end each for itself', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.03');
    await world.clock.advance(1_000);
    expect(shown(open(world))).toEqual(['buy 0.01 at 60000 open', 'buy 0.01 at 59700 open', 'buy 0.01 at 59400 open']);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.clock.advance(40_000);
    expect(await world.owned()).toBe('0.01');
    expect(open(world)).toEqual([]);
    expect(stops(world)).toBe(1);
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(['done']);
  });

  test('with the market as fallback the rest comes in the end', async () => {
    const world = await worldWith({ ...policy, fallback: 'market' });
    await world.alert('0', '0.03');
    await world.clock.advance(1_000);
    world.exchange.fillLimit(open(world)[1]?.clientOrderId ?? '', '0.004');
    await world.clock.advance(60_000);
    expect(await world.owned()).toBe('0.03');
    expect(world.held()).toBe('0.03');
  });

  test('a close takes all of it back', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.03');
    await world.clock.advance(1_000);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.alert('0.03', '0');
    await world.clock.advance(10_000);
    expect(open(world)).toEqual([]);
    expect(world.held()).toBe('0');
  });

  test('all of it counts against the limits from the first order on', async () => {
    const route = testRoute({ entry: { ...MARKET_ENTRY, ...policy } });
    const world = await createWorld({
      routes: [{ ...route, limits: { ...route.limits, maxNotional: decimal('1900') } }],
    });
    await world.clock.advance(2_000);
    await world.alert('0', '0.03');
    await world.clock.advance(10);
    await world.alert('0.03', '0.04');
    await world.clock.advance(1_000);
    expect(open(world)).toHaveLength(3);
    expect((await told(world, 'signal.rejected')).map((notice) => 'code' in notice && notice.code)).toEqual([
      'limit-notional',
    ]);
  });

  test('a crash between its orders sends none twice', async () => {
    let sends = 0;
    const world = await createWorld({
      routes: [testRoute({ entry: { ...MARKET_ENTRY, ...policy } })],
      onProbe: (point, life) => {
        if (point === 'after-send' && (sends += 1) === 2) life.kill();
      },
    });
    await world.clock.advance(2_000);
    await world.alert('0', '0.03').catch(() => null);
    await world.clock.advance(1_000);
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(15_000);
    expect(shown(open(world))).toEqual(['buy 0.01 at 60000 open', 'buy 0.01 at 59700 open', 'buy 0.01 at 59400 open']);
  });

  test('its rest that grew too old in a crash is told, once for all of its orders', async () => {
    let isDying = false;
    const world = await createWorld({
      routes: [testRoute({ entry: { ...MARKET_ENTRY, ...policy, fallback: 'market' } })],
      onProbe: (point, life) => {
        if (point === 'before-mark-commit' && isDying) life.kill();
      },
    });
    await world.clock.advance(2_000);
    await world.alert('0', '0.03');
    await world.clock.advance(1_000);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    isDying = true;
    await world.clock.advance(170_000);
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(15_000);
    expect(await world.owned()).toBe('0.01');
    expect(await told(world, 'signal.rejected')).toMatchObject([
      { code: 'too-old', detail: expect.stringMatching(/^The rest of the entry was not sent: /) },
    ]);
  });
});

describe('a chase', () => {
  const policy = { type: 'chase', expiryMs: 30_000 } as const;

  test('follows the market until it is filled', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    // at the market's own price it would take
    expect(shown(open(world))).toEqual(['buy 0.02 at 59999.9 open']);
    expect(open(world)[0]?.postOnly).toBe(true);
    world.exchange.marketPrice = decimal('60100');
    await world.clock.advance(12_000);
    expect(shown(open(world))).toEqual(['buy 0.02 at 60099.9 open']);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.008');
    world.exchange.marketPrice = decimal('60200');
    await world.clock.advance(12_000);
    expect(shown(open(world))).toEqual(['buy 0.012 at 60199.9 open']);
    world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.02');
    expect(stops(world)).toBe(1);
    expect(await told(world, 'order.canceled')).toEqual([]);
  });

  test('refused for taking, it tries again, and ends with its time', async () => {
    const world = await worldWith(policy);
    world.exchange.refusesTakers = true;
    await world.alert('0', '0.02');
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0');
    expect(await told(world, 'order.rejected')).toEqual([]);
    expect(await told(world, 'order.expired')).toHaveLength(1);
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(['done']);
  });

  test('a reversal ends it: it does not go on beside the other direction', async () => {
    const world = await worldWith(policy);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '-0.01');
    await world.clock.advance(8_000);
    expect(shown(limits(world))).toEqual(['buy 0.02 at 59999.9 canceled', 'sell 0.01 at 60000.1 open']);
    const detail = 'A newer signal of its strategy took it back.';
    expect(await told(world, 'order.canceled')).toMatchObject([{ detail }]);
  });

  test('a reversal overtakes its next order and the entry behind it, in one commit', async () => {
    const world = await worldWith(policy);
    world.exchange.refusesTakers = true;
    await world.alert('0', '0.02');
    await world.alert('0.02', '0.03');
    await world.alert('0.03', '-0.01');
    await world.clock.advance(100);
    world.exchange.refusesTakers = false;
    await world.clock.advance(8_000);
    expect(shown(open(world))).toEqual(['sell 0.01 at 60000.1 open']);
    expect(world.exchange.orders).toHaveLength(1);
  });

  test('with the market as fallback it is in in the end', async () => {
    const world = await worldWith({ ...policy, fallback: 'market' });
    world.exchange.refusesTakers = true;
    await world.alert('0', '0.02');
    await world.clock.advance(60_000);
    expect(await world.owned()).toBe('0.02');
  });
});
