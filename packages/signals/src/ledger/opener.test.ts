import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** A person has bought in a chat of their own, beside a route that relays to another. */
async function boughtByHand(): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ relay: ['crew'] })] });
  const result = await settle(
    world.clock,
    world.life.engine.trade({
      type: 'open',
      id: 'a',
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      confirmedAt: world.clock.now(),
      relay: ['own'],
      direction: 'long',
      quantity: decimal('0.03'),
    }),
  );
  expect(result).toMatchObject({ ok: true });
  await world.clock.advance(1_000);
  return world;
}

/** What each chat hears of a position that others close, with the order under which it is told. */
async function hearsOfClosing(world: World): Promise<readonly string[]> {
  const before = (await world.journal.listOutbox({})).length;
  world.exchange.tradeByHand('sell', '0.03');
  await world.clock.advance(10_000);
  const own = (await world.journal.listSignals({ newest: 1 }))[0]?.id;
  return (await world.journal.listOutbox({}))
    .slice(before)
    .map(
      ({ target, type, thread }) => `${target}: ${type}${thread === null ? '' : thread === own ? ' under it' : ' ?'}`,
    )
    .toSorted();
}

const HEARD = [
  'crew: account.drift',
  'crew: position.closed',
  'own: account.drift under it',
  'own: position.closed under it',
];

test('a person’s position that others close is told in the chat in which it was opened, under its order', async () => {
  expect(await hearsOfClosing(await boughtByHand())).toEqual(HEARD);
});

test('an hour later, too', async () => {
  const world = await boughtByHand();
  for (let minute = 0; minute < 60; minute += 1) await world.clock.advance(60_000);
  expect(await hearsOfClosing(world)).toEqual(HEARD);
});

test('and after a restart', async () => {
  const world = await boughtByHand();
  await world.clock.advance(120_000);
  await world.restart();
  await world.clock.advance(120_000);
  expect(await hearsOfClosing(world)).toEqual(HEARD);
});
