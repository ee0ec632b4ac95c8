import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import type { ProbePoint } from '../probe-point.ts';
import { PROBE_POINTS } from '../probe-point.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { ProtectCommand } from '../trade-command.ts';
import { protectedWorld, standing, target, told } from './protect-world.test.fixture.ts';

const EVEN = { breakEvenAfter: 1 } as const;

/** In a long of 0.02 whose first target is about to fill. */
async function beforeTarget(options: Parameters<typeof protectedWorld>[1] = {}): Promise<World> {
  const world = await protectedWorld(EVEN, options);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  return world;
}

/** At every event: how many stops the exchange has. */
function countStops(world: World): () => number {
  let least = Number.MAX_SAFE_INTEGER;
  const count = () => {
    const open = world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order));
    if (world.held() !== '0') least = Math.min(least, open.length);
  };
  const { place, cancel } = world.exchange;
  world.exchange.place = async (request, validity) => {
    const order = await place(request, validity);
    count();
    return order;
  };
  world.exchange.cancel = (reference) => {
    const order = cancel(reference);
    count();
    return order;
  };
  return () => least;
}

describe('a stop that moves', () => {
  test('after the first target it stands at the entry, and there was one at every moment', async () => {
    const world = await beforeTarget();
    const leastStops = countStops(world);
    world.exchange.moveTo('61200');
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
    expect(leastStops()).toBeGreaterThanOrEqual(1);
    expect(await told(world, 'stop.moved')).toMatchObject([
      { from: '59100', triggerPrice: '60000', cause: 'break-even', distancePercent: '0' },
    ]);
  });

  test.each<[string, NonNullable<ProtectCommand['takeProfits']>, readonly string[]]>([
    ['others', [{ price: decimal('63000'), share: null }], ['target sell 0.01 at 63000']],
    ['none', 'off', []],
  ])('at the entry it stays there when a person sets %s of the targets', async (_name, takeProfits, targets) => {
    const world = await beforeTarget();
    world.exchange.moveTo('61200');
    await world.clock.advance(2_000);
    const command = { id: 'n1', actor: 'user:111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] } as const;
    const confirmedAt = world.clock.now();
    const side = { type: 'protect', positionSide: 'net', direction: 'long' } as const;
    await settle(world.clock, world.life.engine.trade({ ...command, ...side, confirmedAt, takeProfits }));
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop sell 60000', ...targets]);
    await world.restart();
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(['stop sell 60000', ...targets]);
    await world.alert('0.02', '0');
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    expect(standing(world)).toContain('stop sell 60282');
  });

  test('two that close the whole side never stand beside each other: one with a quantity bridges', async () => {
    const world = await beforeTarget();
    world.exchange.moveTo('61200');
    await world.clock.advance(2_000);
    const stops = world.exchange.orders.filter(({ type }) => type === 'stop-market');
    expect(stops.map(({ status, closePosition }) => `${status} ${closePosition}`)).toEqual([
      'canceled true',
      'canceled false',
      'open true',
    ]);
  });

  test('back at the entry it takes the rest', async () => {
    const world = await beforeTarget();
    world.exchange.moveTo('61200');
    await world.clock.advance(2_000);
    world.exchange.moveTo('60000');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
    expect(await told(world, 'position.closed')).toMatchObject([{ cause: 'stop' }]);
  });

  test('where the price is past it already the position is closed', async () => {
    const world = await beforeTarget();
    world.exchange.delayMs = (what) => (what === 'event' ? 50 : 0);
    world.exchange.moveTo('61200');
    world.exchange.marketPrice = decimal('59900');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0');
    expect(await told(world, 'stop.failed')).toHaveLength(1);
    expect(standing(world)).toEqual([]);
  });

  test('refused for another reason: the old one stays, it is said, and tried again', async () => {
    const world = await beforeTarget();
    let refusals = 1;
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' && refusals-- > 0 ? 'rejected' : 'none');
    world.exchange.moveTo('61200');
    await world.clock.advance(2_000);
    expect(standing(world)).toContain('stop sell 59100');
    expect(await told(world, 'stop.replace-failed')).toMatchObject([{ triggerPrice: '60000', standingPrice: '59100' }]);
    await world.clock.advance(65_000);
    expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
    expect(await told(world, 'stop.failed')).toEqual([]);
  });

  test('refused for another reason, and then more is owned than the bridge covers: it is tried again at once', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    world.exchange.fillPrice = decimal('59000');
    let count = 0;
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' && ++count === 2 ? 'rejected' : 'none');
    await world.alert('0.02', '0.04');
    await world.clock.advance(2_000);
    expect(await told(world, 'stop.replace-failed')).toHaveLength(1);
    await world.alert('0.04', '0.06');
    await world.clock.advance(3_000);
    expect(standing(world).filter((one) => one.startsWith('stop'))).toEqual([expect.stringMatching(/^stop sell \d+/)]);
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0.06');
    expect(await told(world, 'stop.failed')).toEqual([]);
  });

  const FAULTS: readonly Fault[] = ['lost', 'lost-answer', 'late', 'not-sent', 'rejected'];
  test.each(FAULTS.flatMap((fault) => [1, 2].map((nth) => [fault, nth] as const)))(
    '%s at the new stop number %i: one stands at the entry in the end, and one at every moment',
    async (fault, nth) => {
      const world = await beforeTarget();
      const leastStops = countStops(world);
      let count = 0;
      world.exchange.faultFor = ({ type }) => (type === 'stop-market' && ++count === nth ? fault : 'none');
      world.exchange.moveTo('61200');
      await world.clock.advance(120_000);
      expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
      expect(leastStops()).toBeGreaterThanOrEqual(1);
      expect(world.held()).toBe('0.01');
    },
  );

  const points = PROBE_POINTS.slice(3);
  test.each(points.flatMap((point) => [1, 2, 3, 4].map((nth) => [point, nth] as const)))(
    'a crash at %s, the time number %i, leaves at least one, and one in the end',
    async (point, nth) => {
      let isArmed = false;
      let count = 0;
      const onProbe = (at: ProbePoint, life: { kill(): void }) => {
        if (isArmed && at === point && ++count === nth) life.kill();
      };
      const world = await beforeTarget({ onProbe });
      const leastStops = countStops(world);
      isArmed = true;
      world.exchange.moveTo('61200');
      await world.clock.advance(2_000);
      if (world.life.isDead) await world.restart({ onProbe: () => {} });
      await world.clock.advance(40_000);
      expect(leastStops()).toBeGreaterThanOrEqual(1);
      expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
      expect(world.held()).toBe('0.01');
      expect(await world.owned()).toBe('0.01');
    },
  );
});

describe('a side that is not one stream’s alone', () => {
  test('more by hand: the stop has the quantity of its stream, and closes the side again once that has gone', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.tradeByHand('buy', '0.05');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 0.02 at 59100', 'target sell 0.01 at 61200']);
    world.exchange.tradeByHand('sell', '0.05');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
  });

  test('a stop with a quantity keeps it over a restart', async () => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.tradeByHand('buy', '0.05');
    await world.clock.advance(5_000);
    const before = world.exchange.orders.length;
    await world.restart();
    await world.clock.advance(40_000);
    expect(standing(world)).toEqual(['stop sell 0.02 at 59100']);
    expect(world.exchange.orders).toHaveLength(before);
  });

  test('less by hand: targets are of what is left', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.tradeByHand('sell', '0.01');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.01');
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.005 at 61200', 'target sell 0.005 at 62400']);
  });

  test.each([
    ['a long', '0.02', 'target sell 0.01 at 61200'],
    ['a short', '-0.02', 'target buy 0.01 at 58800'],
  ])('%s whose targets are given the further one first: the nearer one stands first', async (_, next, nearer) => {
    const world = await protectedWorld({ takeProfits: [target('4', '50'), target('2')] });
    world.exchange.tradeByHand(next.startsWith('-') ? 'sell' : 'buy', '0.01', 'net');
    await world.clock.advance(5_000);
    await world.alert('0', next);
    await world.clock.advance(5_000);
    expect(standing(world).filter((one) => one.startsWith('target'))).toEqual([nearer]);
  });

  test('after a target the stop is smaller before the next one stands', async () => {
    const world = await protectedWorld({ takeProfits: [target('1', '25'), target('2', '25'), target('4')] });
    await world.alert('0', '0.04');
    await world.clock.advance(100);
    world.exchange.tradeByHand('buy', '0.05');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 0.04 at 59100', 'target sell 0.01 at 60600']);
    const { place } = world.exchange;
    const order: string[] = [];
    world.exchange.place = async (request, validity) => {
      order.push(`${request.type} ${request.quantity?.toFixed() ?? ''}`);
      return place(request, validity);
    };
    world.exchange.moveTo('60600');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual(['stop sell 0.03 at 59100', 'target sell 0.01 at 61200']);
    expect(order).toEqual(['stop-market 0.03', 'take-profit-market 0.01']);
  });

  test.each([['one-way'], ['hedge']] as const)(
    'two strategies on one side (%s): a stop each, together no more than the position',
    async (mode) => {
      const routes = [testRoute({ stopLoss: STOP, netting: 'ledger' })];
      const world = await protectedWorld({}, { routes, isHedge: mode === 'hedge' });
      const post = (strategy: string, previous: string, next: string) =>
        world.post(world.bodyOf(previous, next).replace('"strategy":"btc"', `"strategy":"${strategy}"`));
      await post('a', '0', '0.02');
      await world.clock.advance(100);
      expect(standing(world)).toEqual(['stop sell 59100']);
      await post('b', '0', '0.03');
      await world.clock.advance(2_000);
      expect(standing(world)).toEqual(['stop sell 0.02 at 59100', 'stop sell 0.03 at 59100']);
      await post('a', '0.02', '0');
      await world.clock.advance(2_000);
      expect(world.held()).toBe('0.03');
      expect(standing(world)).toEqual(['stop sell 59100']);
    },
  );
});
