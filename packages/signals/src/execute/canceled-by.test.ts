import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, type Order, toClientOrderId } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { OpenCommand, TradeCommand } from '../trade-command.ts';

const head = (world: World, id: string) => ({
  id,
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now(),
  relay: ['desk'],
});

async function give(world: World, command: TradeCommand): Promise<void> {
  expect(await settle(world.clock, world.life.engine.trade(command))).toMatchObject({ ok: true });
  await world.clock.advance(2_000);
}

const buy = (world: World, id: string, terms: Partial<OpenCommand> = {}) =>
  give(world, { ...head(world, id), type: 'open', direction: 'long', quantity: decimal('0.01'), ...terms });
const resting = (world: World): Order | undefined =>
  world.exchange.orders.find((order) => order.type === 'limit' && isOpenOrder(order));
const cancel = (world: World, order: Order | undefined) =>
  give(world, {
    ...head(world, 'c'),
    type: 'cancel',
    orders: [{ symbol: 'BTCUSDT', clientOrderId: order?.clientOrderId ?? '', venueOrderId: `${order?.venueOrderId}` }],
  });
const canceled = async (world: World) => (await world.notices()).filter(({ type }) => type === 'order.canceled');
const told = async (world: World) => (await world.notices()).filter(({ type }) => type === 'orders.canceled');

async function restingStrategy(type: 'limit' | 'chase', fallback: 'cancel' | 'market' = 'cancel'): Promise<World> {
  const entry = { ...MARKET_ENTRY, type, fallback, offsetPercent: decimal('1'), expiryMs: 600_000 };
  const world = await createWorld({ routes: [testRoute({ entry })] });
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  return world;
}

describe('what takes an entry back is said', () => {
  test.each(['limit', 'chase'] as const)(
    'a strategy’s %s order that a person cancels is told as theirs',
    async (type) => {
      const world = await restingStrategy(type);
      await cancel(world, resting(world));
      expect(await canceled(world)).toMatchObject([{ detail: 'user:111 canceled it by hand.' }]);
      expect(resting(world)).toBeUndefined();
    },
  );

  test('the own order, likewise', async () => {
    const world = await createWorld();
    await buy(world, 'a', { limitPrice: decimal('59000') });
    await cancel(world, resting(world));
    expect(await canceled(world)).toMatchObject([{ detail: 'user:111 canceled it by hand.' }]);
  });

  test('a close by hand that takes a resting order of theirs with it', async () => {
    const world = await createWorld();
    await buy(world, 'a');
    await buy(world, 'b', { limitPrice: decimal('59000') });
    const close = { type: 'close', positionSide: 'net', fraction: null, quantity: null } as const;
    await give(world, { ...head(world, 'c'), ...close });
    expect(resting(world)).toBeUndefined();
    expect(await canceled(world)).toMatchObject([
      { detail: 'user:111 reduced the position by hand, which takes it back.' },
    ]);
  });
});

describe('a chase that has moved on since a person named its order is taken back', () => {
  const all = { canceled: 1, gone: 0, left: [] };

  test('as the order that stands now', async () => {
    const world = await restingStrategy('chase');
    const order = resting(world);
    world.exchange.marketPrice = decimal('60100');
    await world.clock.advance(12_000);
    expect(resting(world)?.price?.toFixed()).toBe('60099.9');
    await cancel(world, order);
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map(({ status }) => status)).toEqual(['canceled', 'canceled']);
    expect(await canceled(world)).toMatchObject([{ detail: 'user:111 canceled it by hand.' }]);
    expect(await told(world)).toMatchObject([all]);
  });

  test('before the next order is sent', async () => {
    const world = await restingStrategy('chase');
    const order = resting(world);
    world.exchange.marketPrice = decimal('60100');
    for (let tries = 0; tries < 300 && resting(world) !== undefined; tries += 1) await world.clock.advance(100);
    await cancel(world, order);
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map(({ status }) => status)).toEqual(['canceled']);
    expect(await told(world)).toMatchObject([all]);
  });

  test('and so it is where the desk dies over it', async () => {
    const world = await restingStrategy('chase');
    const order = resting(world);
    world.exchange.marketPrice = decimal('60100');
    await world.clock.advance(12_000);
    const { cancel: end } = world.exchange;
    world.exchange.cancel = () => {
      throw refuse('timeout', 'unknown');
    };
    await cancel(world, order);
    world.life.kill();
    world.exchange.cancel = end;
    await world.restart();
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map(({ status }) => status)).toEqual(['canceled', 'canceled']);
    expect(await told(world)).toMatchObject([all]);
  });

  test('and one that has filled is told as filled', async () => {
    const world = await restingStrategy('chase');
    const order = resting(world);
    world.exchange.marketPrice = decimal('60100');
    await world.clock.advance(12_000);
    world.exchange.fillLimit(resting(world)?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    await cancel(world, order);
    expect(await told(world)).toMatchObject([{ canceled: 0, gone: 1, before: { filled: 1, canceled: 0 } }]);
  });
});

describe('an entry that a person cancels at the exchange itself ends', () => {
  const cancelThere = (world: World): void => {
    const order = resting(world);
    if (order === undefined) throw new Error('Nothing rests.');
    world.exchange.cancel({ symbol: order.symbol, venueOrderId: order.venueOrderId });
  };
  const entries = (world: World) => world.exchange.orders.map(({ type, status }) => `${type} ${status}`);

  test.each(['limit', 'chase'] as const)('of a %s, while the desk looks', async (type) => {
    const world = await restingStrategy(type);
    cancelThere(world);
    await world.clock.advance(20_000);
    expect(entries(world)).toEqual(['limit canceled']);
    expect(await canceled(world)).toMatchObject([{ detail: 'The exchange ended it as canceled.' }]);
  });

  test.each(['limit', 'chase'] as const)('of a %s, while the desk is off, until its time is over', async (type) => {
    const world = await restingStrategy(type, 'market');
    world.life.kill();
    cancelThere(world);
    await world.clock.advance(600_000);
    await world.restart();
    await world.clock.advance(20_000);
    expect(entries(world)).toEqual(['limit canceled']);
  });

  test('and one that the desk cancels goes on, although the desk dies before it hears so', async () => {
    const world = await restingStrategy('chase');
    await world.clock.advance(4_000);
    world.exchange.delayMs = () => null;
    const { cancel: end } = world.exchange;
    world.exchange.cancel = (reference) => {
      world.exchange.cancel = end;
      end(reference);
      throw refuse('timeout', 'unknown');
    };
    world.exchange.marketPrice = decimal('60100');
    for (let tries = 0; tries < 300 && resting(world) !== undefined; tries += 1) await world.clock.advance(100);
    world.life.kill();
    world.exchange.delayMs = () => 0;
    await world.restart();
    await world.clock.advance(5_000);
    expect(entries(world)).toEqual(['limit canceled', 'limit open']);
    expect(await canceled(world)).toEqual([]);
  });
});

test('an order that the desk was about to cancel when it died is not continued once a person cancels it', async () => {
  const world = await restingStrategy('chase');
  await world.clock.advance(4_000);
  let isDead = false;
  const { cancel } = world.exchange;
  world.exchange.cancel = (reference) => {
    if (isDead) return cancel(reference);
    throw refuse('timeout', 'unknown');
  };
  world.exchange.marketPrice = decimal('60100');
  await world.clock.advance(12_000);
  world.life.kill();
  isDead = true;
  world.exchange.marketPrice = decimal('60000');
  await world.restart();
  await world.clock.advance(10_000);
  const order = resting(world);
  if (order === undefined) throw new Error('Nothing rests.');
  cancel({ symbol: order.symbol, venueOrderId: order.venueOrderId });
  await world.clock.advance(20_000);
  expect(resting(world)).toBeUndefined();
  expect((await canceled(world)).at(-1)).toMatchObject({ detail: 'The exchange ended it as canceled.' });
});

describe('an order that the exchange would not cancel, as not open, and shows as open', () => {
  const refusing = async (): Promise<{ readonly world: World; readonly relent: () => void }> => {
    const world = await createWorld();
    await buy(world, 'a', { limitPrice: decimal('59000') });
    const { cancel: end } = world.exchange;
    world.exchange.cancel = () => {
      throw refuse('order-not-open', 'rejected');
    };
    return { world, relent: () => (world.exchange.cancel = end) };
  };

  test('is tried again until it is gone, and is told as canceled once it is', async () => {
    const { world, relent } = await refusing();
    await cancel(world, resting(world));
    expect(await told(world)).toEqual([]);
    relent();
    await world.clock.advance(60_000);
    expect(resting(world)).toBeUndefined();
    expect(await told(world)).toMatchObject([{ canceled: 1, gone: 0, left: [] }]);
  });

  test.each(['order-not-open', 'invalid-request'] as const)(
    'refused each time as %s, it is tried ever more seldom, and the chat hears of it once',
    async (code) => {
      const world = await restingStrategy('limit');
      const { cancel: end } = world.exchange;
      let tries = 0;
      world.exchange.cancel = () => {
        tries += 1;
        throw refuse(code, 'rejected');
      };
      await world.alert('0.02', '0');
      await world.clock.advance(600_000);
      expect(tries).toBeLessThan(30);
      await world.restart();
      await world.clock.advance(120_000);
      const remarks = (await world.notices()).filter(({ type }) => type === 'signal.remarked');
      const detail = `Order ${resting(world)?.clientOrderId} is to be canceled and may still fill; the desk tries on. The exchange refuses: The exchange says ${code}.`;
      expect(remarks).toMatchObject([{ detail }]);
      world.exchange.cancel = end;
      await world.clock.advance(31_000);
      expect(resting(world)).toBeUndefined();
    },
  );

  test('is told as left where it stands, and goes as soon as the exchange lets it', async () => {
    const { world, relent } = await refusing();
    await cancel(world, resting(world));
    await world.clock.advance(20_000);
    expect(await told(world)).toMatchObject([
      { canceled: 0, gone: 0, left: [{ detail: 'The exchange says order-not-open.' }] },
    ]);
    relent();
    await world.clock.advance(60_000);
    expect(resting(world)).toBeUndefined();
    expect(await canceled(world)).toMatchObject([{ detail: 'user:111 canceled it by hand.' }]);
  });
});

describe('an order that had ended before', () => {
  const nothing = { canceled: 0, gone: 1, left: [] };

  test('by a fill was not canceled', async () => {
    const world = await createWorld();
    await buy(world, 'a', { limitPrice: decimal('59000') });
    const order = resting(world);
    world.exchange.fillLimit(order?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    await cancel(world, order);
    expect(await told(world)).toMatchObject([{ ...nothing, before: { filled: 1, canceled: 0 } }]);
  });

  test('by an earlier cancel is not canceled twice', async () => {
    const world = await createWorld();
    await buy(world, 'a', { limitPrice: decimal('59000') });
    const order = resting(world);
    await cancel(world, order);
    await give(world, {
      ...head(world, 'd'),
      type: 'cancel',
      orders: [
        { symbol: 'BTCUSDT', clientOrderId: order?.clientOrderId ?? '', venueOrderId: `${order?.venueOrderId}` },
      ],
    });
    expect(await told(world)).toMatchObject([
      { canceled: 1, gone: 0 },
      { ...nothing, before: { filled: 0, canceled: 1 } },
    ]);
  });

  test.each([
    ['filled', { filled: 1, canceled: 0 }],
    ['canceled', { filled: 0, canceled: 1 }],
  ] as const)('and that nobody here placed: the exchange says that it %s', async (how, before) => {
    const world = await createWorld();
    const { clientOrderId, venueOrderId } = await world.exchange.place(
      {
        type: 'limit',
        symbol: 'BTCUSDT',
        side: 'buy',
        positionSide: 'net',
        quantity: decimal('0.01'),
        price: decimal('50000'),
        clientOrderId: toClientOrderId('web_9'),
      },
      undefined,
    );
    await world.clock.advance(100);
    if (how === 'filled') world.exchange.fillLimit(clientOrderId);
    else world.exchange.cancel({ symbol: 'BTCUSDT', venueOrderId });
    await world.clock.advance(100);
    await give(world, {
      ...head(world, 'd'),
      type: 'cancel',
      orders: [{ symbol: 'BTCUSDT', clientOrderId, venueOrderId }],
    });
    expect(await told(world)).toMatchObject([{ ...nothing, before }]);
  });
});
