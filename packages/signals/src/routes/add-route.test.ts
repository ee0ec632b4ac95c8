import { expect, test } from 'vitest';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const postTo = (world: World, routeId: string, body: string) => {
  const input = { routeId, body: new TextEncoder().encode(body), receivedAt: world.clock.now() };
  return settle(world.clock, world.life.engine.acceptAlert(input));
};

test.each([
  ['operator', 'No route is named "operator": people\'s own orders are.'],
  ['btc/trend', 'The route\'s name "btc/trend" holds a slash.'],
])('no route is named %s, however it comes', async (id, why) => {
  expect(() => testRoute({ id })).toThrow(new RangeError(why));
  const named = { ...testRoute(), id };
  const world = await createWorld();
  expect(() => world.life.engine.addRoute(named)).toThrow(new RangeError(why));
  await expect(createWorld({ routes: [named] })).rejects.toThrow(new RangeError(why));
});

test('a route that comes while the engine runs takes alerts, has its stops, tells its chats and can be switched', async () => {
  const world = await createWorld({ routes: [testRoute({ symbols: ['ETHUSDT'] })] });
  const { engine } = world.life;
  const late = testRoute({ id: 'late', stopLoss: STOP, relay: ['late-chat'] });
  expect(await postTo(world, 'late', world.bodyOf('0', '1'))).toMatchObject({ status: 503 });
  engine.addRoute(late);
  expect(() => engine.addRoute(late)).toThrow('There is a route "late" already.');
  expect(engine.routes().map(({ id }) => id)).toEqual(['trend', 'late']);
  expect(await postTo(world, 'late', world.bodyOf('0', '1'))).toMatchObject({ status: 200, result: 'accepted' });
  await world.clock.advance(5_000);
  expect(world.held()).toBe('1');
  expect(world.exchange.openOrders().map(({ type }) => type)).toEqual(['stop-market']);
  const [start, ...ofSignal] = (await world.journal.listOutbox({})).map(({ target }) => target);
  expect([start, [...new Set(ofSignal)]]).toEqual(['desk', ['late-chat']]);
  expect(await engine.switchRoute({ routeId: 'late', execute: 'notify', actor: 'user:7', relay: [] })).toMatchObject({
    ok: true,
    state: { execute: 'notify' },
  });
});
