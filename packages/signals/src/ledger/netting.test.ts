import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { settle, STOP } from '../simulation/world.test.fixture.ts';
import { closeByPerson, createStreams, SHARED, type Streams } from './streams.test.fixture.ts';

/** Strategy `a` is long 1, `b` short 1: the account is flat. */
async function offset(): Promise<Streams> {
  const streams = await createStreams('one-way');
  await streams.step('a', '0', '1');
  await streams.step('b', '0', '-1');
  expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1', '']);
  streams.orders();
  await streams.notices();
  return streams;
}

describe('E7(g) two netted streams', () => {
  test('what closes one opens the other’s position, and is not reduce-only', async () => {
    const streams = await offset();
    await streams.step('a', '1', '0');
    expect(streams.orders()).toEqual(['sell net 1']);
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -1']);
    expect(await streams.notices()).toEqual(['signal.received', 'order.filled']);
    await streams.step('b', '-1', '0');
    expect(streams.orders()).toEqual(['buy net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    expect(await streams.notices()).toEqual(['signal.received', 'order.filled', 'position.closed']);
  });

  test('an exit within the net is reduce-only, one that crosses it is one order that is not', async () => {
    const streams = await createStreams('one-way');
    await streams.step('a', '0', '3');
    await streams.step('b', '0', '-1');
    await streams.step('a', '3', '2');
    expect(streams.orders()).toEqual(['buy net 3', 'sell net 1', 'sell net 1 reduce-only']);
    await streams.step('a', '2', '0');
    expect(streams.orders()).toEqual(['sell net 2']);
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -1']);
  });

  test('streams on the same side close each their own, reduce-only', async () => {
    const streams = await createStreams('one-way');
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '2');
    await streams.step('a', '1', '0');
    expect(streams.orders()).toEqual(['buy net 1', 'buy net 2', 'sell net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['b 2', 'net 2']);
  });

  test('a turn of one leaves the other alone', async () => {
    const streams = await offset();
    await streams.step('b', '-1', '1');
    expect(streams.orders()).toEqual(['buy net 1', 'buy net 1']);
    expect([await streams.owned(), streams.held()]).toEqual(['a 1, b 1', 'net 2']);
  });

  test('in hedge mode several own a side, and each direction is one', async () => {
    const streams = await createStreams('hedge');
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '2');
    await streams.step('c', '0', '-1');
    expect(streams.held()).toBe('long 3, short -1');
    await streams.step('a', '1', '0');
    await streams.step('c', '-1', '0');
    expect(streams.orders()).toEqual(['buy long 1', 'buy long 2', 'sell short 1', 'sell long 1', 'buy short 1']);
    expect([await streams.owned(), streams.held()]).toEqual(['b 2', 'long 2']);
  });

  test('exclusive refuses the second stream, in hedge mode only on the same side', async () => {
    for (const mode of ['one-way', 'hedge'] as const) {
      const streams = await createStreams(mode, {});
      await streams.step('a', '0', '1');
      await streams.step('b', '0', '1');
      await streams.step('c', '0', '-1');
      const refused = (await streams.world.notices()).filter((notice) => notice.type === 'signal.rejected');
      expect(refused).toMatchObject(
        Array.from({ length: mode === 'hedge' ? 1 : 2 }, () => ({ code: 'stream-conflict' })),
      );
      expect(streams.held()).toBe(mode === 'hedge' ? 'long 1, short -1' : 'net 1');
    }
  });
});

describe('an exit that the net does not keep from being too large', () => {
  test('is not sent again before its absence is proven, and then once', async () => {
    const streams = await offset();
    let isLost = true;
    streams.world.exchange.faultFor = () => (isLost ? 'lost' : 'none');
    await streams.step('a', '1', '0', 4_000);
    expect(streams.held()).toBe('');
    isLost = false;
    await streams.world.clock.advance(20_000);
    expect(streams.orders()).toEqual(['sell net 1']);
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -1']);
  });

  test('is done once where its answer is lost', async () => {
    const streams = await offset();
    let faults = 1;
    streams.world.exchange.faultFor = () => (faults-- > 0 ? 'lost-answer' : 'none');
    await streams.step('a', '1', '0', 30_000);
    expect(streams.orders()).toEqual(['sell net 1']);
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -1']);
  });

  test('stands where nobody can say what became of an earlier one', async () => {
    const streams = await offset();
    streams.world.exchange.find = () => {
      throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
    };
    streams.world.exchange.faultFor = () => 'lost';
    await streams.step('a', '1', '0.5', 5_000);
    expect(streams.world.life.engine.status().needsOperator).toBe(1);
    streams.world.exchange.faultFor = () => 'none';
    await streams.step('a', '0.5', '0', 30_000);
    expect(streams.orders()).toEqual([]);
    // beside nobody who owns against it, it can only reduce, and goes all the same
    await streams.step('b', '-1', '0', 5_000);
    expect(streams.orders()).toEqual(['buy net 1', 'sell net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
  });

  test('passes a pause; while /panic blocks its account what reduces goes, and once that is flat all are out', async () => {
    const paused = await offset();
    await settle(paused.world.clock, paused.world.life.engine.pause('111', []));
    await paused.step('a', '1', '0');
    expect(paused.held()).toBe('net -1');

    const streams = await createStreams('one-way');
    await streams.step('a', '0', '3');
    await streams.step('b', '0', '-1');
    const { exchange, clock, life } = streams.world;
    const { place } = exchange;
    exchange.place = (request, validity) => {
      if (!request.clientOrderId.includes('-panic-')) return place(request, validity);
      throw new BrokerError('overloaded', { operation: 'placeOrder', message: 'Not now.' });
    };
    void life.engine.panic({ actor: '111', brokerIds: ['one'], relay: [] });
    await clock.advance(100_000);
    streams.orders();
    await streams.step('a', '3', '0');
    expect(streams.orders()).toEqual(['sell net 2 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    await settle(clock, life.engine.resume('111', []));
    await clock.advance(1_000);
    expect(streams.orders()).toEqual([]);
  });

  test('goes while /panic blocks another account', async () => {
    const streams = await createStreams('one-way');
    await streams.world.restart({ others: { two: createExchange(streams.world.clock) } });
    await streams.step('a', '0', '3');
    await streams.step('b', '0', '-1');
    streams.orders();
    void streams.world.life.engine.panic({ actor: '111', brokerIds: ['two'], relay: [] });
    await streams.world.clock.advance(20_000);
    await streams.step('a', '3', '0');
    expect(streams.orders()).toEqual(['sell net 3']);
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -1']);
  });

  test('does not meet its stream’s own stop: what reduces goes first, the rest once the stop is gone', async () => {
    for (const isFired of [false, true]) {
      const streams = await createStreams('one-way', { ...SHARED, stopLoss: STOP });
      const { exchange } = streams.world;
      await streams.step('b', '0', '2');
      await streams.step('a', '0', '-1');
      streams.orders();
      const stop = exchange.openOrders().find(({ type }) => type === 'stop-market');
      expect(stop?.quantity?.toFixed()).toBe('1');
      const { place } = exchange;
      exchange.place = (request, validity) => {
        // the market falls while the exit is on its way
        if (isFired && request.type === 'market') exchange.trigger(stop?.clientOrderId ?? '');
        return place(request, validity);
      };
      await streams.step('b', '2', '0', 30_000);
      expect([await streams.owned(), streams.held()]).toEqual(['a -1', 'net -1']);
      expect(streams.orders()).toEqual([...(isFired ? [] : ['sell net 1 reduce-only']), 'sell net 1']);
    }
  });

  test('waits for a fresh read where less is held than is owned, and opens nothing', async () => {
    const streams = await createStreams('one-way');
    await streams.step('a', '0', '3');
    await streams.step('b', '0', '-1');
    streams.orders();
    streams.world.exchange.listen(null);
    streams.world.exchange.tradeByHand('sell', '2');
    await streams.world.restart();
    await streams.step('b', '-1', '0', 5_000);
    expect(streams.orders()).toEqual([]);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
  });
});

describe('what leaves a shared position', () => {
  test('by a stop and an exit of one strategy at the same moment, is told to the one that lost it', async () => {
    const streams = await createStreams('hedge', { ...SHARED, stopLoss: STOP });
    const { exchange } = streams.world;
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '1');
    const stop = exchange.openOrders().find(({ type }) => type === 'stop-market');
    const { place } = exchange;
    exchange.place = (request, validity) => {
      if (request.type === 'market') exchange.trigger(stop?.clientOrderId ?? '');
      return place(request, validity);
    };
    await streams.step('a', '1', '0', 30_000);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    const told = (await streams.world.notices()).flatMap((one) => (one.type === 'account.drift' ? [one.detail] : []));
    expect(told).toEqual([
      '1 BTCUSDT of trend/b/BTCUSDT was taken by an order of trend/a/BTCUSDT: two of its orders filled at once. It is not bought back.',
    ]);
  });

  test('by hand, comes off those who own with the net; flat, all are out', async () => {
    const streams = await createStreams('one-way');
    await streams.step('a', '0', '3');
    await streams.step('b', '0', '-1');
    streams.world.exchange.tradeByHand('sell', '1');
    await streams.world.clock.advance(1_000);
    expect([await streams.owned(), streams.held()]).toEqual(['a 2, b -1', 'net 1']);
    streams.world.exchange.tradeByHand('sell', '1');
    await streams.world.clock.advance(1_000);
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    streams.orders();
    await streams.step('b', '-1', '0');
    await streams.step('a', '3', '4');
    expect(streams.orders()).toEqual([]);
  });

  test('by hand beyond what is owned is nobody’s, and stays', async () => {
    const streams = await offset();
    streams.world.exchange.tradeByHand('sell', '2');
    await streams.world.clock.advance(1_000);
    expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1', 'net -2']);
    await streams.step('a', '1', '0');
    expect([await streams.owned(), streams.held()]).toEqual(['b -1', 'net -3']);
    await streams.step('b', '-1', '0');
    expect([await streams.owned(), streams.held()]).toEqual(['', 'net -2']);
  });

  test('by an order of the desk that meets what nobody owns, takes out nobody', async () => {
    const streams = await createStreams('one-way');
    await streams.step('b', '0', '-1');
    streams.world.exchange.tradeByHand('sell', '1');
    await streams.world.clock.advance(1_000);
    await streams.step('a', '0', '2', 5_000);
    expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1', '']);
    expect(await streams.notices()).not.toContain('position.closed');
  });

  test('by a person’s close comes off likewise: a part from the net’s owners in order, all takes every stream out', async () => {
    const streams = await createStreams('one-way');
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '-1');
    await streams.step('c', '0', '2');
    await closeByPerson(streams.world, 'net', '0.5');
    expect([await streams.owned(), streams.held()]).toEqual(['b -1, c 2', 'net 1']);
    await closeByPerson(streams.world, 'net');
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    streams.orders();
    await streams.step('c', '2', '0');
    expect(streams.orders()).toEqual([]);
  });

  test('by /panic, takes every stream out, also where they own against each other and the account is flat', async () => {
    const streams = await offset();
    const report = streams.world.life.engine.panic({ actor: '111', relay: [] });
    await streams.world.clock.advance(20_000);
    expect(await report).toMatchObject({ flat: true });
    expect(await streams.owned()).toBe('');
    await settle(streams.world.clock, streams.world.life.engine.resume('111', []));
    await streams.step('a', '1', '0');
    expect(streams.orders()).toEqual([]);
    expect(streams.held()).toBe('');
  });
});

describe('limits of a shared instrument', () => {
  test('count what streams own against each other twice, so that no exit passes them', async () => {
    const streams = await createStreams('one-way', {
      netting: 'ledger',
      limits: { ...OPEN_LIMITS, maxNotional: decimal('150000') },
    });
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '-1');
    await streams.step('c', '0', '-1');
    expect((await streams.world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'limit-notional' });
    expect(await streams.owned()).toBe('a 1, b -1');
  });

  test('count the position once, also where it is flat by what streams own against each other', async () => {
    const streams = await createStreams('one-way', { netting: 'ledger', limits: { ...OPEN_LIMITS, maxPositions: 1 } });
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '-1');
    await streams.step('c', '0', '1');
    expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1, c 1', 'net 1']);
  });
});
