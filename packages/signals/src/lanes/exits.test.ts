import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

async function close(world: World, fraction: string | null = null, most: string | null = null): Promise<void> {
  const { trade } = world.life.engine;
  const command = { type: 'close', id: `nonce ${world.clock.now()}`, actor: '111', brokerId: 'one' } as const;
  const about = { symbol: 'BTCUSDT', positionSide: 'net', relay: ['desk'], confirmedAt: world.clock.now() } as const;
  const [share, quantity] = [fraction, most].map((text) => (text === null ? null : decimal(text)));
  await settle(world.clock, trade({ ...command, ...about, fraction: share ?? null, quantity: quantity ?? null }));
}

async function types(world: World): Promise<readonly string[]> {
  return (await world.notices()).map((notice) => notice.type);
}

describe('exits', () => {
  test('a person closes what has just filled, although the stream has not told the position yet', async () => {
    const world = await createWorld({ routes });
    world.exchange.delayMs = (what) => (what === 'event' ? 800 : 0);
    await world.alert('0', '1');
    await world.clock.advance(10);
    await close(world);
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0');
    expect(await types(world)).not.toContain('signal.rejected');
  });

  test('a person closes what an entry on its way fills', async () => {
    const world = await createWorld({ routes });
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await new Promise<void>((resolve) => void world.clock.schedule(500, resolve));
      return place(request, validity);
    };
    await world.alert('0', '1');
    await world.clock.advance(10);
    await close(world);
    await world.clock.advance(10_000);
    expect(world.exchange.orders.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(world.held()).toBe('0');
    expect(await types(world)).not.toContain('signal.rejected');
  });

  test('what is owned is closed at once, though nobody knows yet of an addition; what that fills is closed, too', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.lateMs = 2_000;
    world.exchange.faultFor = ({ side }) => (side === 'buy' ? 'late' : 'none');
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    await world.alert('0.03', '0');
    await world.clock.advance(500);
    expect(world.held()).toBe('0');
    expect(world.exchange.orders.map(({ side }) => side)).toEqual(['buy', 'sell']);
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map((order) => `${order.side} ${order.quantity?.toFixed()}`)).toEqual([
      'buy 0.02',
      'sell 0.02',
      'buy 0.01',
      'sell 0.01',
    ]);
    expect([world.held(), await world.owned()]).toEqual(['0', '0']);
  });

  test('a person’s of all closes what entries fill later that were sent before it', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.lateMs = 2_000;
    world.exchange.delayMs = (what) => (what === 'event' ? 50 : 0);
    const { place } = world.exchange;
    const sent: string[] = [];
    world.exchange.place = (request, validity) => {
      sent.push(`${request.side} ${request.quantity?.toFixed()}`);
      return place(request, validity);
    };
    world.exchange.faultFor = ({ side }) => (side === 'buy' ? 'late' : 'none');
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    await close(world);
    await world.clock.advance(500);
    expect(world.held()).toBe('0');
    await world.clock.advance(20_000);
    expect(sent).toEqual(['buy 0.01', 'sell 0.02', 'sell 0.01']);
    expect([world.held(), await world.owned()]).toEqual(['0', '0']);
  });

  test('a person’s of all does not stand for what rests of a strategy’s, nor close what that fills', async () => {
    const entry = { ...MARKET_ENTRY, type: 'limit', expiryMs: 60_000 } as const;
    const world = await createWorld({ routes: [testRoute({ entry })] });
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(100);
    await close(world);
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    world.exchange.fillLimit(world.exchange.orders[0]?.clientOrderId ?? '', '0.02');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
  });

  test.each([
    [0, null],
    [800, null],
    [5_000, null],
    [800, '0.5'],
  ])(
    'a person’s two halves right behind each other leave a quarter, where news are %i ms on their way (at most: %j)',
    async (delayMs, most) => {
      const world = await createWorld({ routes });
      await world.alert('0', '1');
      await world.clock.advance(1_000);
      world.exchange.delayMs = (what) => (what === 'event' ? delayMs : 0);
      await close(world, '0.5', most);
      await world.clock.advance(1);
      await close(world, '0.5', most);
      await world.clock.advance(20_000);
      expect([world.held(), await world.owned()]).toEqual(['0.25', '0.25']);
      expect(world.exchange.orders).toHaveLength(3);
    },
  );

  test('nor do they wait for an entry of which nobody knows yet', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(1_000);
    world.exchange.delayMs = (what) => (what === 'event' ? 300_000 : 0);
    world.exchange.faultFor = ({ side }) => (side === 'buy' ? 'lost' : 'none');
    world.exchange.find = () => {
      throw refuse('timeout', 'unknown');
    };
    await world.alert('1', '1.5');
    await world.clock.advance(3_000);
    await close(world, '0.5');
    await world.clock.advance(1);
    await close(world, '0.5');
    await world.clock.advance(1_000);
    expect([world.held(), await world.owned()]).toEqual(['0.25', '0.25']);
  });

  test('a share of what has grown since it was asked for is at most the quantity that was said', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(1_000);
    world.exchange.tradeByHand('buy', '1');
    await world.clock.advance(1_000);
    await close(world, '0.5', '0.5');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('1.5');
  });

  test('after a person closed half, the strategy closes the other half', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(100);
    await close(world, '0.5');
    await world.clock.advance(100);
    await world.alert('1', '0');
    await world.clock.advance(100);
    expect(world.exchange.orders.map((order) => `${order.side} ${order.quantity?.toFixed()}`)).toEqual([
      'buy 1',
      'sell 0.5',
      'sell 0.5',
    ]);
    expect(world.held()).toBe('0');
  });

  test('a reduction that finds less than the strategy keeps places nothing, and the chat hears why', async () => {
    const entry = { ...MARKET_ENTRY, type: 'limit', expiryMs: 5_000 } as const;
    const world = await createWorld({ routes: [testRoute({ entry })] });
    await world.clock.advance(2_000);
    await world.alert('0', '3');
    await world.clock.advance(100);
    world.exchange.fillLimit(world.exchange.orders[0]?.clientOrderId ?? '', '1.5');
    await world.clock.advance(10_000);
    await world.alert('3', '2');
    await world.clock.advance(100);
    expect(world.held()).toBe('1.5');
    expect((await world.notices()).filter(({ type }) => type === 'signal.remarked')).toMatchObject([
      { detail: 'The account owns 1.5 of the 2 that the strategy keeps: nothing to reduce.' },
    ]);
  });

  test('one that nobody can be asked about does not block the next', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(100);
    world.exchange.find = () => {
      throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
    };
    world.exchange.faultFor = () => 'lost';
    await world.alert('1', '0');
    await world.clock.advance(5_000);
    expect(world.life.engine.status().needsOperator).toBe(1);
    world.exchange.faultFor = () => 'none';
    await close(world);
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('one that is refused again and again is tried on, and told ever more seldom', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(100);
    world.exchange.faultFor = () => 'rejected';
    await world.alert('1', '0');
    for (let minute = 0; minute < 60; minute++) await world.clock.advance(60_000);
    const refusals = (await types(world)).filter((type) => type === 'order.rejected').length;
    expect(refusals).toBeGreaterThan(4);
    expect(refusals).toBeLessThan(10);
    world.exchange.faultFor = () => 'none';
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0');
  });

  test('a position of which others hold a part is not called closed', async () => {
    const world = await createWorld({ routes });
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(100);
    await world.alert('0', '1');
    await world.clock.advance(100);
    await world.alert('1', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.5');
    expect(await types(world)).not.toContain('position.closed');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'order.filled', position: { quantity: '0.5' } });
  });

  test('an entry that still rests is canceled first', async () => {
    const world = await createWorld({ routes });
    world.exchange.fillsAtOnce = false;
    await world.alert('0', '1');
    await world.clock.advance(100);
    await world.alert('1', '0');
    await world.clock.advance(5_000);
    expect(world.exchange.orders.map(({ status }) => status)).toEqual(['canceled']);
    expect(await world.owned()).toBe('0');
    expect(await world.journal.listSignals({ states: ['planned'] })).toEqual([]);
  });

  test('an entry that fills while it is canceled is closed', async () => {
    const world = await createWorld({ routes });
    world.exchange.fillsAtOnce = false;
    await world.alert('0', '1');
    await world.clock.advance(100);
    const { cancel } = world.exchange;
    world.exchange.cancel = (reference) => {
      world.exchange.fillsAtOnce = true;
      world.exchange.fillOpen();
      return cancel(reference);
    };
    await world.alert('1', '0');
    await world.clock.advance(5_000);
    expect(world.exchange.orders.map(({ side, status }) => `${side} ${status}`)).toEqual(['buy filled', 'sell filled']);
    expect(world.held()).toBe('0');
  });
});
