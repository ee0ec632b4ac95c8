import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import type { Limits } from '../route.ts';
import { alertBody, createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** Answers come at once, news of the position later. */
async function world(limits: Partial<Limits>, mode: 'one-way' | 'hedge' = 'one-way'): Promise<World> {
  const route = testRoute({ limits: { ...testRoute().limits, ...limits } });
  const made = await createWorld({ routes: [route] });
  made.exchange.mode = mode;
  await made.restart();
  made.exchange.delayMs = (what) => (what === 'event' ? 300 : 0);
  return made;
}

const LIMITS = [
  ['maxNotional', { maxNotional: decimal('100000') }],
  ['maxTotalNotional', { maxTotalNotional: decimal('100000') }],
  ['maxPositions', { maxPositions: 1 }],
] as const;

describe('limits while the account is seen late', () => {
  test.each(LIMITS.slice(0, 2))('%s holds for an entry right behind another', async (_, limits) => {
    const it = await world(limits);
    await it.alert('0', '1');
    await it.alert('1', '2');
    await it.clock.advance(5_000);
    expect(it.held()).toBe('1');
    expect((await it.notices()).filter((notice) => notice.type === 'signal.rejected')).toHaveLength(1);
  });

  test.each(LIMITS)('%s lets a reversal pass: what was closed first is no risk any more', async (_, limits) => {
    for (const mode of ['one-way', 'hedge'] as const) {
      const it = await world(limits, mode);
      await it.alert('0', '1');
      await it.clock.advance(5_000);
      await it.alert('1', '-1');
      await it.clock.advance(5_000);
      expect(it.held()).toBe('-1');
    }
  });

  test('a side that was closed, and is still seen as held, is another position when it is opened again', async () => {
    const it = await world({ maxPositions: 1 }, 'hedge');
    await it.alert('0', '1');
    await it.clock.advance(5_000);
    it.exchange.delayMs = (what) => (what === 'event' ? 400 : 0);
    await it.alert('1', '0');
    await it.clock.advance(10);
    await it.post(alertBody(it.clock.now(), '0', '-1').replace('"strategy":"', '"strategy":"other-'));
    await it.clock.advance(10);
    await it.alert('0', '1');
    await it.clock.advance(10);
    expect(it.exchange.positions().map(({ positionSide }) => positionSide)).toEqual(['short']);
    await it.clock.advance(5_000);
    expect((await it.notices()).findLast(({ type }) => type === 'signal.rejected')).toMatchObject({
      code: 'limit-positions',
    });
  });

  test('a position that is being entered counts, although its price is not known', async () => {
    const limits = { ...testRoute().limits, maxPositions: 1 };
    const it = await createWorld({ routes: [testRoute({ limits, symbols: ['BTCUSDT', 'ETHUSDT'] })] });
    it.exchange.place = () => new Promise(() => {});
    const body = alertBody(it.clock.now(), '0', '1').replace('"60000"', '"0"');
    await it.post(body);
    await it.post(body.replace('BTCUSDT', 'ETHUSDT'));
    await it.clock.advance(100);
    expect((await it.notices()).at(-1)).toMatchObject({
      type: 'signal.rejected',
      symbol: 'ETHUSDT',
      code: 'limit-positions',
    });
  });
});

describe('limits over time', () => {
  const rejected = async (it: World) =>
    (await it.notices()).flatMap((notice) => (notice.type === 'signal.rejected' ? [notice.code] : []));

  test('cooldown: no opening right after a position ended, a turn and an addition pass', async () => {
    const it = await world({ cooldownMs: 60_000 });
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    await it.alert('1', '2');
    await it.clock.advance(1_000);
    await it.alert('2', '-1');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('-1');
    await it.alert('-1', '0');
    await it.clock.advance(30_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-cooldown']);
    await it.alert('1', '0');
    await it.clock.advance(40_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('1');
  });

  test('cooldown: a turn that comes after a stop closed the position opens nothing', async () => {
    const limits = { ...testRoute().limits, cooldownMs: 60_000 };
    const it = await createWorld({ routes: [testRoute({ limits, stopLoss: STOP })] });
    await it.clock.advance(2_000);
    await it.alert('0', '0.02');
    await it.clock.advance(2_000);
    const [stop] = it.exchange.orders.filter(({ type }) => type === 'stop-market');
    it.exchange.trigger(stop?.clientOrderId ?? '');
    await it.clock.advance(3_000);
    await it.alert('0.02', '-0.02');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('0');
    expect(await rejected(it)).toContain('limit-cooldown');
  });

  test('cooldown: a restart does not end it', async () => {
    const it = await world({ cooldownMs: 60_000 });
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    await it.alert('1', '0');
    await it.clock.advance(5_000);
    await it.restart();
    await it.clock.advance(5_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-cooldown']);
  });

  test('cooldown: nor does one after an order of another strategy in a thousand fills', async () => {
    const it = await world({ cooldownMs: 60_000 });
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    await it.alert('1', '0');
    await it.clock.advance(5_000);
    const [fill] = await it.journal.listFills({ newest: 1 });
    if (fill === undefined) throw new Error('nothing has filled');
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      ...fill,
      intentId: null,
      tradeId: `other-${index}`,
      venueAt: it.clock.now(),
    }));
    await it.journal.commit(many.map((other) => ({ type: 'fill-insert', fill: other })));
    await it.restart();
    await it.clock.advance(5_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-cooldown']);
  });

  test('the day’s loss counts fills at once, and funding once it is booked; the next day begins anew', async () => {
    const it = await world({ dailyLoss: decimal('300') });
    await it.clock.advance(2_000);
    it.exchange.realizedPnl = decimal('-150');
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    await it.alert('1', '0');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual([]);
    // 2 × 150 with the entry's, which the fake exchange books likewise
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-daily-loss']);
    await it.alert('1', '0');
    await it.clock.advance(18 * 3_600_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('1');
  }, 30_000);

  test('the day’s loss: right after midnight, and where the account has just come, an entry waits for it to be read', async () => {
    const it = await world({ dailyLoss: decimal('300') });
    const dayMs = 86_400_000;
    await it.clock.advance(dayMs - (it.clock.now() % dayMs) + 500);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual([]);
    expect(it.held()).toBe('1');
    const income = (amount: string) => () => [
      { type: 'fee', symbol: 'BTCUSDT', asset: 'USDT', amount: decimal(amount), venueAt: it.clock.now() } as const,
    ];
    it.exchange.income = income('-300');
    await it.clock.advance(dayMs - 1_500);
    await it.alert('1', '2');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-daily-loss']);
    expect(it.held()).toBe('1');
  }, 30_000);

  test('the day’s loss: while it is not known, nothing is opened, and what is open may close', async () => {
    const it = await world({ dailyLoss: decimal('300') });
    await it.clock.advance(2_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('1');
    it.exchange.income = () => {
      throw new Error('down');
    };
    await it.restart();
    await it.clock.advance(2_000);
    await it.alert('1', '2');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-daily-loss']);
    await it.alert('2', '0');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('0');
  });

  test.each([
    ['by its price', 'BTC', '-0.004', []],
    ['by its price', 'BTC', '-0.005', ['limit-daily-loss']],
    ['not at all where none is known', 'XYZ', '-1000', []],
  ])('the day’s loss counts a fee in another asset %s: %s %s', async (_name, asset, amount, codes) => {
    const it = await world({ dailyLoss: decimal('300') });
    it.exchange.income = () => [
      { type: 'fee', symbol: 'BTCUSDT', asset, amount: decimal(amount), venueAt: it.clock.now() },
    ];
    await it.restart();
    await it.clock.advance(62_000);
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(codes);
  });

  test('those of an account hold beside the route’s, the strictest counts, for people too', async () => {
    const it = await createWorld({
      routes: [testRoute({ limits: { ...testRoute().limits, maxNotional: decimal('120000') } })],
      accountLimits: { one: { maxNotional: decimal('60000') } },
    });
    await it.alert('0', '2');
    await it.clock.advance(1_000);
    expect(await rejected(it)).toEqual(['limit-notional']);
    await it.alert('2', '0');
    await it.alert('0', '1');
    await it.clock.advance(1_000);
    expect(it.held()).toBe('1');
  });
});

describe('money is reckoned by the market’s price, whatever the alert says', () => {
  const size = { type: 'notional', notional: decimal('1000') } as const;
  const limits = { ...testRoute().limits, maxNotional: decimal('2000') };
  const wrongPrice = (it: World) => it.post(it.bodyOf('0', '0.02').replace('"price":"60000"', '"price":"600"'));

  test.each([
    ['a size in money', { size }, '0.016'],
    ['a limit in money', { size: { type: 'quantity', quantity: decimal('1') }, limits }, '0'],
    ['a limit of the signal’s size', { size: { type: 'signal', factor: decimal('50') }, limits }, '0'],
  ] as const)('%s', async (_, route, held) => {
    const it = await createWorld({ routes: [testRoute(route)] });
    await wrongPrice(it);
    await it.clock.advance(5_000);
    expect(it.held()).toBe(held);
  });

  test('where none is known it is read first, and where it cannot be read nothing is opened', async () => {
    const it = await createWorld({ routes: [testRoute({ size, limits })] });
    const { markPrice } = it.exchange;
    it.exchange.markPrice = () =>
      Promise.reject(new BrokerError('timeout', { message: 'No answer.', operation: 'getMarkPrice' }));
    await it.restart({ timings: { markPriceMs: 600_000 } });
    await wrongPrice(it);
    await it.clock.advance(5_000);
    expect(it.held()).toBe('0');
    expect(await it.notices()).toContainEqual(expect.objectContaining({ type: 'signal.rejected', code: 'no-price' }));
    it.exchange.markPrice = markPrice;
    await it.clock.advance(1_000);
    await wrongPrice(it);
    await it.clock.advance(5_000);
    expect(it.held()).toBe('0.016');
  });
});
