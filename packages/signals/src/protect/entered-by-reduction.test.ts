import { describe, expect, test } from 'vitest';
import { answer } from '../asks/ask-world.test.fixture.ts';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

type Fields = Readonly<Record<string, string>>;

async function say(world: World, step: readonly [string, string], fields: Fields = {}, waitMs = 6_000): Promise<void> {
  await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(...step)), ...fields }));
  await world.clock.advance(waitMs);
}

const codesOf = async (world: World) => (await told(world, 'signal.rejected')).map(({ code }) => code);

const FROM_ALERT: Partial<Route> = { stopLoss: { fromAlert: true, triggerBy: 'mark' }, takeProfits: [] };
const OVERRIDES: Partial<Route> = { stopLoss: null, takeProfits: [], overrides: ['protect'] };
const STOP = { sl: '59000' };

describe.each<[Route['mode'], string, Partial<Route>]>([
  ['chain', 'fromAlert', FROM_ALERT],
  ['chain', 'overrides', OVERRIDES],
  ['target', 'fromAlert', FROM_ALERT],
  ['target', 'overrides', OVERRIDES],
])('%s, %s: an alert that reduces the strategy, where the account is flat', (mode, _name, terms) => {
  async function flatWorld(): Promise<World> {
    const world = await protectedWorld({ mode, ...terms });
    await say(world, ['0', '1'], STOP);
    await say(world, ['1', '0']);
    return world;
  }

  test('what it opens has the stop that it names', async () => {
    const world = await flatWorld();
    await say(world, ['4', '2'], STOP);
    expect([world.held(), standing(world)]).toEqual(['2', ['stop sell 59000']]);
  });

  test.each([
    ['cannot be read', { sl: 'NaN' }, 'nan-value'],
    ['stands on the wrong side', { sl: '61000' }, 'conflicting-fields'],
  ])('it opens nothing where its stop %s', async (_why, fields, code) => {
    const world = await flatWorld();
    await say(world, ['4', '2'], fields);
    expect([world.held(), await codesOf(world)]).toEqual(['0', [code]]);
  });
});

test.each([OVERRIDES, FROM_ALERT])('a reduction of what is held goes, whatever its stop: %j', async (terms) => {
  const world = await protectedWorld(terms);
  await say(world, ['0', '3'], STOP);
  await say(world, ['3', '2'], { sl: 'NaN' });
  await say(world, ['2', '1'], { sl: '61000' });
  expect([world.held(), standing(world), await codesOf(world)]).toEqual(['1', ['stop sell 59000'], []]);
});

describe.each([OVERRIDES, FROM_ALERT])('a card that a newer alert replaces: %j', (terms) => {
  test.each<[string, readonly [string, string], Fields, string]>([
    ['a reduction without a stop', ['2', '1'], {}, 'stop sell 59000'],
    ['a reduction with another', ['2', '1'], { sl: '58000' }, 'stop sell 58000'],
    ['an addition without a stop', ['2', '3'], {}, 'stop sell 59000'],
  ])('%s: what is placed has the stop that was said last', async (_name, step, fields, stop) => {
    const world = await protectedWorld({ execute: 'ask', ...terms });
    await say(world, ['0', '2'], STOP);
    await say(world, step, fields);
    expect((await told(world, 'signal.asks')).at(-1)?.legs).toMatchObject([{ stopPrice: stop.split(' ').at(-1) }]);
    await answer(world, 'place');
    await world.clock.advance(6_000);
    expect([world.held(), standing(world), await codesOf(world)]).toEqual([step[1], [stop], []]);
  });
});

test('a turn to the other side has nothing of what its card replaces', async () => {
  const world = await protectedWorld({ execute: 'ask', ...OVERRIDES });
  await say(world, ['0', '2'], STOP);
  await say(world, ['2', '-1']);
  await answer(world, 'place');
  await world.clock.advance(6_000);
  expect([world.held(), standing(world)]).toEqual(['-1', []]);
});

test('what the card before said of the stop is known after a restart', async () => {
  const world = await protectedWorld({ execute: 'ask', ...FROM_ALERT });
  await say(world, ['0', '2'], STOP);
  await say(world, ['2', '1']);
  await world.restart();
  await answer(world, 'place');
  await world.clock.advance(6_000);
  expect([world.held(), standing(world)]).toEqual(['1', ['stop sell 59000']]);
});

describe('an opening that waits for its lane, made smaller by a reduction', () => {
  async function reducedWorld(route: Partial<Route>, opening: Fields, reduction: Fields): Promise<World> {
    const world = await protectedWorld({ ...OVERRIDES, netting: 'ledger', ...route });
    world.exchange.delayMs = () => 800;
    await say(world, ['0', '3'], { strategy: 'other', sl: '58000' }, 50);
    await say(world, ['0', '2'], opening, 50);
    await say(world, ['2', '1'], reduction, 30_000);
    return world;
  }

  test.each<[string, Fields]>([
    ['says nothing', {}],
    ['says the same', STOP],
    ['says what cannot be read', { sl: 'NaN' }],
    ['names a type that is none of an entry', { orderType: 'stop' }],
  ])('that %s: it keeps its stop', async (_name, reduction) => {
    const world = await reducedWorld({}, STOP, reduction);
    expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(2);
    expect([world.held(), standing(world)]).toEqual(['4', ['stop sell 1 at 59000', 'stop sell 3 at 58000']]);
  });

  test('it rests where it was to rest', async () => {
    const types: Partial<Route> = { overrides: ['protect', 'type'] };
    const opening = { ...STOP, orderType: 'limit', price: '59500' };
    const world = await reducedWorld(types, opening, { orderType: 'market', price: '61000' });
    const limits = world.exchange.orders.filter(({ type }) => type === 'limit');
    expect(limits.map(({ price, quantity }) => `${quantity?.toFixed()} at ${price?.toFixed()}`)).toEqual([
      '1 at 59500',
    ]);
  });

  test('one whose stop cannot be read is not opened by that', async () => {
    const world = await reducedWorld({ mode: 'target' }, { sl: 'NaN' }, {});
    expect([world.held(), standing(world)]).toEqual(['3', ['stop sell 58000']]);
  });
});
