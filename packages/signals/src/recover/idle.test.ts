import { describe, expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { standing, told } from '../protect/protect-world.test.fixture.ts';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const DAY_MS = 86_400_000;

/** The list of fills, as Binance has it: of 90 days, a question for more is refused. `weekMs`: how long each week of it takes. */
function keepFills(world: World, weekMs = 0): void {
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getFills', async ({ fromAt = 0, untilAt = world.clock.now() } = {}) => {
    if (fromAt < world.clock.now() - 90 * DAY_MS) {
      throw new BrokerError('invalid-request', { message: 'Too long ago.', operation: 'getFills' });
    }
    const weeks = Math.ceil((untilAt - fromAt + 1) / (7 * DAY_MS));
    if (weekMs > 0) await new Promise<void>((resolve) => void world.clock.schedule(weeks * weekMs, resolve));
    return world.exchange.fills.filter(({ venueAt }) => venueAt >= fromAt && venueAt <= untilAt);
  });
}

function gap(world: World): void {
  const at = world.clock.now();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

/** A position behind a stop, held for so many days in which nothing filled. */
async function heldFor(days: number, weekMs = 0): Promise<World> {
  const clock = settableClock();
  const world = await createWorld({ clock, routes: [testRoute({ stopLoss: STOP })] });
  keepFills(world, weekMs);
  await world.alert('0', '0.02');
  await clock.advance(5_000);
  expect(standing(world)).toEqual(['stop sell 59100']);
  clock.set(days * DAY_MS);
  await clock.advance(60_000);
  return world;
}

describe.each([[89], [91], [400]])('a position that is held for %i days without a fill', (days) => {
  test('after a reconnect of the stream its strategy closes it, and opens the next one', async () => {
    const world = await heldFor(days);
    gap(world);
    await world.clock.advance(5_000);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    await world.alert('0', '0.03');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.03');
  });

  test('after a start its strategy closes it', async () => {
    const world = await heldFor(days);
    const restarted = world.restart();
    keepFills(world);
    await restarted;
    await world.clock.advance(5_000);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('its stop, which fired unseen, is told with its fee', async () => {
    const world = await heldFor(days);
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    world.exchange.trigger(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    world.exchange.delayMs = () => 0;
    await world.clock.advance(60_000);
    expect(await world.owned()).toBe('0');
    expect((await told(world, 'order.filled')).at(-1)).toMatchObject({ kind: 'stop', fee: '0.002' });
  });
});

test('an exchange that reads a long list slowly, week by week: each week has its own time', async () => {
  const world = await heldFor(85, 1_500);
  gap(world);
  await world.clock.advance(30_000);
  await world.alert('0.02', '0.03');
  await world.clock.advance(5_000);
  expect(world.held()).toBe('0.03');
});
