import { expect, test } from 'vitest';
import { decimal, sleep } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { OPEN_LIMITS } from '../define-route.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

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

test('what comes to an account of one that has ended is left to people, also after another /panic', async () => {
  const limits = { ...OPEN_LIMITS, maxNotional: decimal('200000') };
  const world = await createWorld({ routes: [testRoute({ onDrift: 'absolute', limits })] });
  const two = createExchange(world.clock);
  await world.restart({ others: { two } });
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  for (const brokerId of ['one', 'two']) {
    ask(world, brokerId);
    await world.clock.advance(20_000);
  }
  expect(world.held()).toBe('0');
  world.exchange.tradeByHand('buy', '0.5');
  await world.clock.advance(70_000);
  await world.restart({ others: { two } });
  await world.clock.advance(70_000);
  expect(world.held()).toBe('0.5');
  await settle(world.clock, world.life.engine.resume('111', ['desk']));
  world.exchange.tradeByHand('buy', '0.1');
  await world.clock.advance(70_000);
  expect(world.held()).toBe('0');
});

test('of two that end at once, while the journal is slow, none is run again: what is opened by hand then stays', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  const two = createExchange(world.clock);
  let commitMs = 0;
  const slow = (journal: Journal): Journal => ({
    ...journal,
    async commit(changes) {
      if (commitMs > 0) await sleep(world.clock, commitMs);
      return journal.commit(changes);
    },
  });
  await world.restart({ others: { two }, wrapJournal: slow });
  const buy = () => [world.exchange, two].forEach((exchange) => exchange.tradeByHand('buy', '0.5'));
  buy();
  await world.clock.advance(5_000);
  commitMs = 500;
  const reports = ['one', 'two'].map((brokerId) => {
    const request = { id: `of-${brokerId}`, actor: 'user:111', brokerIds: [brokerId], relay: ['desk'] };
    return world.life.engine.panic(request);
  });
  let haveEnded = false;
  void Promise.all(reports).then(() => (haveEnded = true));
  for (let tries = 0; !haveEnded && tries < 1_000; tries += 1) await world.clock.advance(20);
  const held = () =>
    [world.exchange, two].map(({ positions }) => positions().map(({ quantity }) => quantity.toFixed()));
  expect(held()).toEqual([[], []]);
  buy();
  await world.clock.advance(10_000);
  expect(held()).toEqual([['0.5'], ['0.5']]);
});
