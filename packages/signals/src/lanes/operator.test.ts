import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { TradeCommand } from '../trade-command.ts';

const routes = [testRoute()];
const head = (world: World, id: string) => ({
  id,
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now(),
  relay: ['desk'],
});

async function give(world: World, command: TradeCommand, ms = 1_500): Promise<void> {
  expect(await settle(world.clock, world.life.engine.trade(command))).toMatchObject({ ok: true });
  await world.clock.advance(ms);
}

const open = (world: World, id: string, quantity: string, terms = {}): TradeCommand => ({
  ...head(world, id),
  type: 'open',
  direction: 'long',
  quantity: decimal(quantity),
  ...terms,
});
const reverse = (world: World, id: string, quantity: string): TradeCommand => ({
  ...head(world, id),
  type: 'reverse',
  positionSide: 'net',
  direction: 'short',
  quantity: decimal(quantity),
});
function failCancelOnce({ exchange }: World): void {
  const { cancel } = exchange;
  exchange.cancel = () => {
    exchange.cancel = cancel;
    throw refuse('timeout', 'unknown');
  };
}
const owners = async (world: World) => {
  const { ledger } = await world.journal.readLedger();
  return ledger.map((row) => `${row.stream} ${row.owned}`).toSorted();
};

describe('/reverse', () => {
  test('closes what is there, whosever, then opens the other side as the person’s own', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(500);
    await give(world, open(world, 'a', '0.01'));
    await give(world, reverse(world, 'b', '0.03'));
    expect(world.held()).toBe('-0.03');
    expect(await owners(world)).toEqual(['operator/user:111/BTCUSDT -0.03', 'trend/btc/BTCUSDT 0']);
    const [, , exit, entry] = world.exchange.orders;
    expect(exit).toMatchObject({ side: 'sell', reduceOnly: true });
    expect(entry).toMatchObject({ side: 'sell', reduceOnly: false });
  });

  test('the second leg waits until the first is proven to have closed', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    world.exchange.fillsAtOnce = false;
    await give(world, reverse(world, 'b', '0.02'), 3_000);
    expect(world.exchange.orders).toHaveLength(2);
    world.exchange.fillOpen();
    await world.clock.advance(1_000);
    expect(world.exchange.orders).toHaveLength(3);
    world.exchange.fillOpen();
    await world.clock.advance(1_000);
    expect(world.held()).toBe('-0.02');
  });

  test('opens the other side, too, where an entry of one’s own was settled after the closing order only', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    await give(world, open(world, 'b', '0.01', { limitPrice: decimal('59000') }));
    failCancelOnce(world);
    await give(world, reverse(world, 'c', '0.02'), 10_000);
    expect(world.held()).toBe('-0.02');
    expect(world.exchange.openOrders()).toEqual([]);
  });

  test('opens nothing where such an entry filled meanwhile', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    await give(world, open(world, 'b', '0.01', { limitPrice: decimal('59000') }));
    failCancelOnce(world);
    await give(world, reverse(world, 'c', '0.02'), 500);
    expect(world.held()).toBe('0');
    world.exchange.fillLimit(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0.01');
  });

  test('where its answer is lost, and after a crash, it is still two orders', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    world.exchange.faultFor = () => 'lost-answer';
    await settle(world.clock, world.life.engine.trade(reverse(world, 'b', '0.02')));
    await world.restart();
    await world.clock.advance(60_000);
    expect(world.held()).toBe('-0.02');
    expect(world.exchange.orders).toHaveLength(3);
  });

  test('opens nothing where the position is gone by then', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    world.exchange.tradeByHand('sell', '0.02');
    await world.clock.advance(2_000);
    await give(world, reverse(world, 'b', '0.02'));
    expect(world.held()).toBe('0');
    const refused = (await world.notices()).filter(({ type }) => type.startsWith('signal.'));
    const detail = expect.stringContaining('/short BTCUSDT 0.02 opens the other side');
    expect(refused).toMatchObject([{ type: 'signal.rejected', code: 'nothing-owned', detail }]);
  });

  test('is refused while the desk is paused, and changes nothing', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02'));
    await world.life.engine.pause('111', ['desk']);
    const result = await settle(world.clock, world.life.engine.trade(reverse(world, 'b', '0.02')));
    expect(result).toMatchObject({ ok: false, code: 'paused' });
    expect(world.held()).toBe('0.02');
  });

  test('in hedge mode it closes one side and opens the other', async () => {
    const world = await createWorld({ routes });
    world.exchange.mode = 'hedge';
    await world.restart();
    await give(world, open(world, 'a', '0.02'));
    await give(world, { ...reverse(world, 'b', '0.02'), positionSide: 'long' } as TradeCommand);
    expect(
      world.exchange.positions().map(({ positionSide, quantity }) => `${positionSide} ${quantity.toFixed()}`),
    ).toEqual(['short -0.02']);
  });
});

describe('/cancel', () => {
  const resting = async (world: World) => {
    await give(world, open(world, 'a', '0.02', { limitPrice: decimal('59000') }));
    const [order] = world.exchange.openOrders();
    if (order === undefined) throw new Error('Nothing rests.');
    const { symbol, clientOrderId, venueOrderId } = order;
    return { symbol, clientOrderId, venueOrderId };
  };

  test('takes an entry back, once, and it does not come again', async () => {
    const world = await createWorld({ routes });
    const order = await resting(world);
    const command: TradeCommand = { ...head(world, 'b'), type: 'cancel', orders: [order] };
    await give(world, command);
    await give(world, command);
    await world.restart();
    await world.clock.advance(60_000);
    expect(world.exchange.openOrders()).toEqual([]);
    expect(await world.notices()).toContainEqual(
      expect.objectContaining({ type: 'orders.canceled', canceled: 1, gone: 0, left: [] }),
    );
  });

  test('an order of nobody’s is canceled at the exchange', async () => {
    const world = await createWorld({ routes });
    const placed = await world.exchange.place(
      {
        type: 'limit',
        symbol: 'BTCUSDT',
        side: 'buy',
        positionSide: 'net',
        quantity: decimal('0.01'),
        price: decimal('50000'),
        clientOrderId: 'web_9' as never,
      },
      undefined,
    );
    await world.clock.advance(100);
    const { symbol, clientOrderId, venueOrderId } = placed;
    await give(world, { ...head(world, 'b'), type: 'cancel', orders: [{ symbol, clientOrderId, venueOrderId }] });
    expect(world.exchange.openOrders()).toEqual([]);
  });

  test('a stop of the desk’s stays, and that is said', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.02', { stopLoss: decimal('59000') }));
    const [stop] = world.exchange.openOrders();
    if (stop === undefined) throw new Error('No stop stands.');
    const { symbol, clientOrderId, venueOrderId } = stop;
    await give(world, { ...head(world, 'b'), type: 'cancel', orders: [{ symbol, clientOrderId, venueOrderId }] });
    expect(world.exchange.openOrders()).toHaveLength(1);
    const told = (await world.notices()).find(({ type }) => type === 'orders.canceled');
    expect(told).toMatchObject({ canceled: 0, left: [{ clientOrderId, detail: expect.stringContaining('/sl') }] });
  });
});

describe('a setting', () => {
  test('is set at the exchange and told with what it was', async () => {
    const world = await createWorld({ routes });
    await give(world, { ...head(world, 'a'), type: 'setting', setting: { name: 'leverage', value: 7 } });
    const leverage = await settle(world.clock, world.life.manager.get('one').getLeverage('BTCUSDT'));
    expect(leverage).toBe(7);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'setting.changed', setting: 'leverage', to: '7' });
  });
});

describe('a strategy beside a person', () => {
  test('goes its way with its own part: a person’s position holds no entry up, exclusive as its route is', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.01'));
    await world.alert('0', '0.02');
    await world.clock.advance(500);
    await world.alert('0.02', '0.03');
    await world.clock.advance(500);
    expect(await owners(world)).toEqual(['operator/user:111/BTCUSDT 0.01', 'trend/btc/BTCUSDT 0.03']);
    await world.alert('0.03', '0');
    await world.clock.advance(500);
    expect(world.held()).toBe('0.01');
  });

  test('on the other side of the market the two net at the exchange, and each closes its own', async () => {
    const world = await createWorld({ routes });
    await give(world, open(world, 'a', '0.01'));
    await world.alert('0', '-0.03');
    await world.clock.advance(500);
    expect(world.held()).toBe('-0.02');
    await world.alert('-0.03', '0');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0.01');
    expect(await owners(world)).toEqual(['operator/user:111/BTCUSDT 0.01', 'trend/btc/BTCUSDT 0']);
  });

  test('a person does not trade against an exclusive route', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(500);
    await give(world, { ...open(world, 'a', '0.01'), direction: 'short' } as TradeCommand);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'stream-conflict' });
  });
});
