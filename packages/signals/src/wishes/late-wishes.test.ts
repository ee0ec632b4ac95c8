import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { answer, cardsOf, deliverCards, lastCard } from '../asks/ask-world.test.fixture.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, toldOf, wishWorld } from './wish-world.test.fixture.ts';

const UNITS = { mode: 'order', size: { type: 'signal', factor: decimal('1') } } as const;

const at = (world: World, seconds: number) => new Date(world.clock.now() + seconds * 1_000).toISOString();
const statesOf = async (world: World) => (await world.journal.listSignals({})).map(({ state }) => state).toSorted();

describe('a turn that comes late', () => {
  test('direction: after an exit of its new side it closes, and opens nothing', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const earlier = at(world, -1);
    await ask(world, { action: 'reduce_short', positionPercent: '50' }, 100);
    await ask(world, { action: 'short', firedAt: earlier }, 10_000);
    expect(ordersOf(world)).toEqual(['buy 0.02', 'sell 0.02 reduce-only']);
    expect(await refusals(world)).toEqual(['nothing-owned', 'superseded']);
    expect(await statesOf(world)).toEqual(['done', 'done', 'done']);
  });

  test('order: after an exit of its new side it sells what was held, and no more', async () => {
    const world = await wishWorld(UNITS);
    await ask(world, { action: 'buy', contracts: '1' });
    const earlier = at(world, -1);
    await ask(world, { action: 'buy', contracts: '1', reduceOnly: true }, 100);
    await ask(world, { action: 'sell', contracts: '2', firedAt: earlier }, 10_000);
    expect(ordersOf(world)).toEqual(['buy 1', 'sell 1 reduce-only']);
    expect(await refusals(world)).toEqual(['nothing-owned', 'superseded']);
  });

  test('it asks nobody about what it does not enter', async () => {
    const world = await wishWorld({ size: FIXED, execute: 'ask' });
    await ask(world, { action: 'long' });
    const { signalId } = await lastCard(world);
    await deliverCards(world);
    await answer(world, 'place', { signalId });
    await world.clock.advance(3_000);
    const earlier = at(world, -1);
    await ask(world, { action: 'reduce_short', positionPercent: '50' }, 100);
    await ask(world, { action: 'short', firedAt: earlier }, 10_000);
    expect([world.held(), await cardsOf(world)]).toEqual(['0', []]);
  });

  test('a dry run only closes, too', async () => {
    const world = await wishWorld({ size: FIXED, dryRun: true });
    await ask(world, { action: 'long' });
    const earlier = at(world, -1);
    await ask(world, { action: 'reduce_short', positionPercent: '50' }, 100);
    await ask(world, { action: 'short', firedAt: earlier }, 10_000);
    const legs = (await toldOf(world, 'signal.dry')).map(({ accounts }) => accounts[0]?.legs.map(({ side }) => side));
    expect(legs).toEqual([['buy'], [], ['sell']]);
  });

  test('it is superseded where the strategy said later that it is in', async () => {
    const world = await wishWorld({ size: FIXED });
    const earlier = at(world, -10);
    await ask(world, { action: 'long' });
    await ask(world, { action: 'short', firedAt: earlier }, 10_000);
    expect([world.held(), await refusals(world)]).toEqual(['0.02', ['superseded']]);
  });

  test('it comes through a crash while it is looked up', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const earlier = at(world, -1);
    await ask(world, { action: 'reduce_short', positionPercent: '50' }, 100);
    await ask(world, { action: 'short', firedAt: earlier }, 0);
    world.life.kill();
    await world.restart();
    await world.clock.advance(10_000);
    expect([world.held(), await statesOf(world)]).toEqual(['0', ['done', 'done', 'done']]);
  });

  test('it takes back no newer entry of its own side', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const earlier = at(world, -1);
    world.exchange.fillsAtOnce = false;
    await ask(world, { action: 'short' }, 500);
    await ask(world, { action: 'short', firedAt: earlier }, 500);
    world.exchange.fillsAtOnce = true;
    world.exchange.fillOpen();
    await world.clock.advance(10_000);
    expect(world.held()).toBe('-0.02');
  });
});
