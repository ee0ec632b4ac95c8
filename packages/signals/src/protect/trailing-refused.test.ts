import { expect, test } from 'vitest';
import { decimal, type OrderRequest } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { settle, STOP, type World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const AT_ONCE = { activatePercent: null, callbackPercent: decimal('0.25') } as const;
const LATER = { activatePercent: decimal('1'), callbackPercent: decimal('0.25') } as const;

const isTrailing = (request: OrderRequest) => request.type === 'trailing-stop-market';

function refuseTrailing(world: World): void {
  world.exchange.faultFor = (request) => (isTrailing(request) ? 'rejected' : 'none');
}

async function refusing(route: Partial<Route>): Promise<World> {
  const world = await protectedWorld({ takeProfits: [], ...route });
  refuseTrailing(world);
  await world.alert('0', '0.02');
  return world;
}

const refusals = async (world: World) => (await told(world, 'order.rejected')).map(({ kind, code }) => [kind, code]);

test('a trailing stop that is the only one and trails at once: refused, the position is closed and the chat alarmed', async () => {
  const world = await refusing({ stopLoss: null, trailing: AT_ONCE });
  await world.clock.advance(120_000);
  expect([world.held(), standing(world)]).toEqual(['0', []]);
  expect(await told(world, 'stop.failed')).toHaveLength(1);
  expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(2);
});

test.each<[string, Partial<Route>, readonly string[]]>([
  ['beside a stop', { stopLoss: STOP, trailing: AT_ONCE }, ['stop sell 59100']],
  ['alone, and to trail later', { stopLoss: null, trailing: LATER }, []],
])('%s: the position stays, and the chat hears once a position that it was refused', async (_name, route, stands) => {
  const world = await refusing(route);
  await world.clock.advance(120_000);
  expect([world.held(), standing(world)]).toEqual(['0.02', stands]);
  expect(await refusals(world)).toEqual([['stop', 'insufficient-margin']]);
  expect(await told(world, 'stop.failed')).toEqual([]);
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  await world.alert('0', '0.02');
  await world.clock.advance(120_000);
  expect(await refusals(world)).toHaveLength(2);
});

test('one that stands stays while its successor is refused', async () => {
  const world = await protectedWorld({ takeProfits: [], stopLoss: null, trailing: AT_ONCE });
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  refuseTrailing(world);
  await world.alert('0.02', '0.03');
  await world.clock.advance(120_000);
  expect([world.held(), standing(world)]).toEqual(['0.03', ['trailing sell 0.02 at once']]);
  expect(await refusals(world)).toHaveLength(1);
});

test('one by hand: the position stays, and the person hears it, of each of their words', async () => {
  const world = await protectedWorld({ takeProfits: [], stopLoss: null });
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  refuseTrailing(world);
  for (const id of ['a', 'b']) {
    const trailing = { activation: null, callback: decimal('0.25') };
    const place = {
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      positionSide: 'net',
      direction: 'long',
    } as const;
    const said = { id, type: 'protect', ...place, confirmedAt: world.clock.now(), relay: ['desk'], trailing } as const;
    await settle(world.clock, world.life.engine.trade(said));
    await world.clock.advance(70_000);
  }
  expect(world.held()).toBe('0.02');
  expect(await refusals(world)).toHaveLength(2);
});
