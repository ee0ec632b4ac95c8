import { expect, test } from '@jest/globals';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const ask = (world: World, brokerId: string) =>
  void world.life.engine.panic({ id: `of-${brokerId}`, actor: 'user:111', brokerIds: [brokerId], relay: ['desk'] });

test.each([
  ['began', false],
  ['ended', true],
])('a crash while /panic closes one account, after another /panic %s: it is taken up again', async (_, hasEnded) => {
  const world = await createWorld({ routes: [testRoute()] });
  const two = createExchange(world.clock);
  await world.restart({ others: { two } });
  await world.alert('0', '0.02');
  two.tradeByHand('buy', '0.5');
  await world.clock.advance(100);
  const { place } = world.exchange;
  const placeOnTwo = two.place;
  world.exchange.place = () => new Promise(() => {});
  if (!hasEnded) two.place = () => new Promise(() => {});
  ask(world, 'one');
  await world.clock.advance(50);
  ask(world, 'two');
  await world.clock.advance(7_000);
  world.exchange.place = place;
  two.place = placeOnTwo;
  expect(world.held()).toBe('0.02');
  await world.restart({ others: { two } });
  await world.clock.advance(20_000);
  expect([world.held(), two.positions()]).toEqual(['0', []]);
  const finished = (await world.notices()).filter(({ type }) => type === 'panic.finished');
  expect(finished).toMatchObject([{ flat: true }, { flat: true }]);
});
