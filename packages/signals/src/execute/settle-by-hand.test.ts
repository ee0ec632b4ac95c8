import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { standing, TARGETS, told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { Route } from '../route.ts';
import type { TradeCommand } from '../trade-command.ts';

/** Nobody can say what became of an order at the market: no look is possible, no news come and no fills are listed. */
async function muteWorld(fault: 'lost' | 'lost-answer', route: Partial<Route> = {}): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP, ...route })] });
  const { exchange } = world;
  await world.clock.advance(2_000);
  const { find } = exchange;
  exchange.find = (reference) => {
    const look = find(reference);
    if (look.order !== null && look.order.type !== 'market') return look;
    throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
  };
  exchange.faultFor = ({ type }) => (type === 'market' ? fault : 'none');
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  return world;
}

function heal({ exchange }: World): void {
  exchange.faultFor = () => 'none';
  exchange.delayMs = () => 0;
}

async function say(world: World, filled: string, id = 'nonce') {
  const [intent] = await world.journal.listIntents({ states: ['needs-operator'] });
  const [any] = await world.journal.listIntents({});
  const command: TradeCommand = {
    type: 'settle',
    id,
    actor: 'user:111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    intentId: intent?.id ?? any?.id ?? '',
    filled: decimal(filled),
    confirmedAt: world.clock.now(),
    relay: ['desk'],
  };
  const result = await settle(world.clock, world.life.engine.trade(command));
  await world.clock.advance(3_000);
  return result;
}

describe('an order of which nobody can say what became of it', () => {
  test('an entry holds up its lane until a person says that it is not there', async () => {
    const world = await muteWorld('lost');
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    heal(world);
    await world.alert('0.02', '0.03');
    await world.clock.advance(3_000);
    expect(world.exchange.orders).toEqual([]);
    expect(await say(world, '0')).toMatchObject({ ok: true });
    expect(world.life.engine.status().needsOperator).toBe(0);
    expect(await told(world, 'order.settled')).toMatchObject([{ actor: 'user:111', filled: '0' }]);
    expect(await told(world, 'order.canceled')).toHaveLength(1);
    await world.alert('0.03', '0');
    await world.alert('0', '0.01');
    await world.clock.advance(3_000);
    expect([world.held(), await world.owned()]).toEqual(['0.01', '0.01']);
  });

  test('an entry that grows too old behind it is told what it waited for', async () => {
    const world = await muteWorld('lost');
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    heal(world);
    await world.alert('0.02', '0.03');
    await world.clock.advance(130_000);
    const detail =
      'The signal grew older than the route allows. It waited behind an order of BTCUSDT of which nobody can say what became: /settle says it.';
    expect(await told(world, 'signal.rejected')).toMatchObject([{ code: 'too-old', detail }]);
    expect(await say(world, '0')).toMatchObject({ ok: true });
  });

  test('an entry that filled is its strategy’s, with a stop', async () => {
    const world = await muteWorld('lost-answer');
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    expect([world.held(), await world.owned(), standing(world)]).toEqual(['0.02', '0', []]);
    heal(world);
    await say(world, '0.02');
    expect([await world.owned(), standing(world)]).toEqual(['0.02', ['stop sell 59100']]);
    await world.alert('0.02', '0');
    await world.clock.advance(3_000);
    expect([world.held(), await world.owned(), standing(world)]).toEqual(['0', '0', []]);
  });

  test('an exit that is not there is planned anew, one that filled is booked and done', async () => {
    for (const [fault, filled] of [
      ['lost', '0'],
      ['lost-answer', '0.02'],
    ] as const) {
      const world = await muteWorld(fault);
      heal(world);
      await world.alert('0', '0.02');
      await world.clock.advance(3_000);
      world.exchange.faultFor = ({ side }) => (side === 'sell' ? fault : 'none');
      world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
      await world.alert('0.02', '0');
      await world.clock.advance(5_000);
      heal(world);
      expect(world.life.engine.status().needsOperator).toBe(1);
      await say(world, filled);
      expect([world.held(), await world.owned()]).toEqual(['0', '0']);
      const sells = world.exchange.orders.filter(({ side, type }) => side === 'sell' && type === 'market');
      expect(sells).toHaveLength(1);
    }
  });

  test('an exit holds up no target: they follow what is held', async () => {
    const world = await muteWorld('lost', { takeProfits: TARGETS });
    heal(world);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
    world.exchange.faultFor = ({ side, type }) => (side === 'sell' && type === 'market' ? 'lost' : 'none');
    await world.alert('0.02', '0.01');
    await world.clock.advance(5_000);
    heal(world);
    world.exchange.tradeByHand('sell', '0.01');
    await world.clock.advance(60_000);
    expect(world.life.engine.status().needsOperator).toBe(1);
    expect([world.held(), await world.owned()]).toEqual(['0.01', '0.01']);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.005 at 61200', 'target sell 0.005 at 62400']);
  });

  test.each([
    ['a person says that it filled', (world: World) => say(world, '0.01')],
    ['the exchange tells of its fill', (world: World) => world.restart()],
  ])('an exit whose quantity was found gone takes nothing more when %s', async (_, tell) => {
    const world = await muteWorld('lost-answer');
    heal(world);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    world.exchange.faultFor = ({ side }) => (side === 'sell' ? 'lost-answer' : 'none');
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    await world.alert('0.02', '0.01');
    await world.clock.advance(5_000);
    expect(world.life.engine.status().needsOperator).toBe(1);
    heal(world);
    const [position = null] = world.exchange.positions();
    const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
    world.exchange.tell({ type: 'position-updated', symbol: 'BTCUSDT', positionSide: 'net', position, ...at });
    await world.clock.advance(70_000);
    expect([world.held(), await world.owned()]).toEqual(['0.01', '0.01']);
    await tell(world);
    await world.clock.advance(60_000);
    expect(world.life.engine.status().needsOperator).toBe(0);
    expect([world.held(), await world.owned(), standing(world)]).toEqual(['0.01', '0.01', ['stop sell 59100']]);
    await world.alert('0.01', '0');
    await world.clock.advance(3_000);
    expect([world.held(), await world.owned(), standing(world)]).toEqual(['0', '0', []]);
  });

  test('a fill that the exchange tells after all counts once', async () => {
    const world = await muteWorld('lost-answer');
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    heal(world);
    await say(world, '0.02');
    await world.restart();
    await world.clock.advance(60_000);
    expect(await world.owned()).toBe('0.02');
    expect(await told(world, 'account.drift')).toEqual([]);
  });

  test.each([
    ['left the position', [['0.02', '0']], '0', ['buy', 'sell']],
    ['turned', [['0.02', '-0.01']], '-0.01', ['buy', 'sell', 'sell']],
    [
      'left and come back',
      [
        ['0.02', '0'],
        ['0', '0.03'],
      ],
      '0.03',
      ['buy', 'buy'],
    ],
  ])(
    'where its strategy has %s meanwhile, what it filled is where the strategy is',
    async (_, alerts, held, orders) => {
      for (const isTold of [false, true]) {
        const world = await muteWorld('lost-answer');
        await world.alert('0', '0.02');
        await world.clock.advance(10_000);
        heal(world);
        for (const [previous, next] of alerts) {
          await world.alert(previous ?? '', next ?? '');
          await world.clock.advance(1_000);
        }
        expect([world.held(), await world.owned()]).toEqual(['0.02', '0']);
        if (isTold) await world.restart();
        else await say(world, '0.02');
        await world.clock.advance(20_000);
        expect([world.held(), await world.owned()]).toEqual([held, held]);
        const market = world.exchange.orders.filter(({ type }) => type === 'market');
        expect(market.map(({ side }) => side)).toEqual(orders);
      }
    },
  );

  test('it is said once: a repeat changes nothing, and another word is refused', async () => {
    const world = await muteWorld('lost');
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    await say(world, '0');
    expect(await say(world, '0')).toMatchObject({ ok: true, repeat: true });
    await say(world, '0.02', 'other');
    expect(await world.owned()).toBe('0');
    expect((await told(world, 'signal.rejected')).at(-1)).toMatchObject({
      detail: 'It is known by now what became of this order.',
    });
  });
});
