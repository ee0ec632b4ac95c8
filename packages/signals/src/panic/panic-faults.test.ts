import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, toClientOrderId } from '@perpdesk/broker-core';
import type { PanicReport } from '../engine.ts';
import { createStreams } from '../ledger/streams.test.fixture.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function panic(world: World, ms: number): Promise<PanicReport | null> {
  let report: PanicReport | null = null;
  void world.life.engine.panic({ actor: '111', relay: ['desk'] }).then((result) => {
    report = result;
  });
  await world.clock.advance(ms);
  return report;
}

function hangs(): never {
  // the broker awaits whatever the exchange returns
  return new Promise(() => {}) as never;
}

describe('/panic while the exchange answers badly', () => {
  test('positions cannot be read: it says so in the end, and does not hang', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.positions = hangs;
    const report = await panic(world, 90_000);
    expect(report).toMatchObject({ flat: false, closed: [] });
    expect(report?.left).toHaveLength(1);
  });

  test.each([
    ['hang', hangs],
    [
      'fail',
      () => {
        throw refuse('network', 'unknown');
      },
    ],
  ])('open orders that %s to be read keep no position open, and it is not called flat', async (_, openOrders) => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.openOrders = openOrders;
    expect(await panic(world, 5_000)).toBeNull();
    expect(world.held()).toBe('0');
    await world.clock.advance(90_000);
    const finished = (await world.notices()).find((notice) => notice.type === 'panic.finished');
    expect(finished).toMatchObject({ flat: false, closed: ['one BTCUSDT LONG 0.02'] });
  });

  test('an entry order that cannot be canceled is no flat account', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    world.exchange.fillsAtOnce = false;
    const request = { symbol: 'BTCUSDT', side: 'buy', positionSide: 'net', type: 'market' } as const;
    const clientOrderId = toClientOrderId('web_entry');
    await world.exchange.place({ ...request, quantity: decimal('1'), clientOrderId }, undefined);
    const { cancel } = world.exchange;
    world.exchange.cancel = () => {
      throw refuse('overloaded', 'not-sent');
    };
    expect(await panic(world, 30_000)).toBeNull();
    world.exchange.cancel = cancel;
    await world.clock.advance(10_000);
    expect(world.exchange.orders.filter(isOpenOrder)).toEqual([]);
    const finished = (await world.notices()).find((notice) => notice.type === 'panic.finished');
    expect(finished).toMatchObject({ flat: true });
  });

  test('an entry of which nobody knew is not sent again after somebody resumed', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    const { find } = world.exchange;
    world.exchange.faultFor = () => 'lost';
    world.exchange.find = hangs;
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await panic(world, 60_000);
    await settle(world.clock, world.life.engine.resume('111', []));
    world.exchange.faultFor = () => 'none';
    world.exchange.find = find;
    await world.restart();
    await world.clock.advance(20_000);
    expect(world.exchange.orders).toEqual([]);
    expect(world.life.engine.status()).toMatchObject({ unknown: 0 });
    const ended = (await world.notices()).find((notice) => notice.type === 'order.expired');
    expect(ended).toMatchObject({ detail: 'Since it was sent first, the desk was told to panic.' });
  });

  test('a journal that hangs holds it up for seconds, not for ever', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.faultFor = (request) => ('reduceOnly' in request ? 'none' : 'lost');
    await world.alert('0.02', '0.03');
    await world.alert('0.03', '0.04');
    await world.clock.advance(100);
    world.journal.commit = () => new Promise(() => {});
    await panic(world, 6_000);
    expect(world.held()).toBe('0');
  });

  test('what an exit on its way closes meanwhile is called closed, too', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const { place } = world.exchange;
    world.exchange.place = (request, validity) => {
      world.exchange.place = place;
      world.exchange.tradeByHand('sell', '0.02');
      return place(request, validity);
    };
    expect(await panic(world, 10_000)).toEqual({ flat: true, closed: ['one BTCUSDT LONG 0.02'], left: [] });
  });

  test('what is closed in parts is named once, as it was', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.03');
    await world.clock.advance(100);
    const { place } = world.exchange;
    world.exchange.place = (request, validity) => {
      const quantity = decimal('0.01');
      return place(request.type === 'market' ? { ...request, quantity } : request, validity);
    };
    expect(await panic(world, 20_000)).toEqual({ flat: true, closed: ['one BTCUSDT LONG 0.03'], left: [] });
  });

  test('the profit of what it closed is told', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.realizedPnl = decimal('12.5');
    await panic(world, 10_000);
    const closed = (await world.notices()).find((notice) => notice.type === 'position.closed');
    expect(closed).toMatchObject({ cause: 'panic', realizedPnl: '12.5' });
  });
});

test.each(['ledger', 'halt'] as const)(
  'what it could not close, and a person closes afterwards, is not told as its own (onDrift %s)',
  async (onDrift) => {
    const world = await createWorld({ routes: [testRoute({ onDrift })] });
    await world.alert('0', '0.02');
    await world.clock.advance(6_000);
    world.exchange.faultFor = () => 'rejected';
    expect(await panic(world, 90_000)).toMatchObject({ flat: false });
    world.exchange.faultFor = () => 'none';
    await settle(world.clock, world.life.engine.resume('111', []));
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    world.exchange.tradeByHand('sell', '0.02');
    await world.clock.advance(5_000);
    const closed = (await world.notices()).filter(({ type }) => type === 'position.closed');
    expect(closed).toMatchObject([{ cause: 'foreign' }]);
    expect(world.life.engine.status().halted).toEqual(onDrift === 'halt' ? ['one BTCUSDT'] : []);
  },
);

test('an exit on its way that may open the net position is waited for before anything is called flat', async () => {
  const { world, step } = await createStreams('one-way');
  await step('a', '0', '1');
  await step('b', '0', '-1');
  expect(world.held()).toBe('0');
  world.exchange.lateMs = 2_900;
  world.exchange.faultFor = () => 'late';
  await step('a', '1', '0', 10);
  world.exchange.faultFor = () => 'none';
  expect(await panic(world, 2_800)).toBeNull();
  await world.clock.advance(20_000);
  expect(world.held()).toBe('0');
  expect((await world.notices()).filter(({ type }) => type === 'panic.finished')).toMatchObject([{ flat: true }]);
});

test('a look at one side that fails does not send the other side’s order again while it is on its way', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  const { exchange, clock } = world;
  exchange.mode = 'hedge';
  await world.restart();
  exchange.tradeByHand('buy', '0.02', 'long');
  exchange.tradeByHand('sell', '0.02', 'short');
  await clock.advance(1_000);
  const { place, find } = exchange;
  const sent: string[] = [];
  exchange.place = async (request, validity) => {
    sent.push(request.clientOrderId);
    if (sent.length <= 2) throw refuse('timeout', 'unknown');
    if (request.positionSide === 'long') await new Promise<void>((done) => void clock.schedule(2_500, done));
    return place(request, validity);
  };
  exchange.find = (reference) => {
    if (reference.clientOrderId === sent[1]) throw refuse('network', 'unknown');
    return find(reference);
  };
  await panic(world, 25_000);
  expect(exchange.positions().map(({ positionSide }) => positionSide)).toEqual(['short']);
  expect(sent).toHaveLength(3);
  expect(sent).toEqual([...new Set(sent)]);
});
