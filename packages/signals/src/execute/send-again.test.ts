import { describe, expect, test } from '@jest/globals';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { TARGETS } from '../protect/protect-world.test.fixture.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

function failOnce(world: World, fault: Fault): void {
  const faults = [fault];
  world.exchange.faultFor = () => faults.shift() ?? 'none';
}
async function refusals(world: World): Promise<readonly string[]> {
  const notices = await world.notices();
  return notices.flatMap((notice) => (notice.type === 'signal.rejected' ? [notice.code] : []));
}

describe('an entry that never reached the exchange goes once more only by the limits as they are then', () => {
  test.each(['lost', 'not-sent'] as const)('%s, and the market has left the price guard', async (fault) => {
    const limits = { ...OPEN_LIMITS, priceGuardPercent: decimal('1') };
    const world = await createWorld({ routes: [testRoute({ limits })], timings: { backoffMs: 8_000 } });
    await world.clock.advance(6_000);
    failOnce(world, fault);
    await world.alert('0', '0.02');
    world.exchange.marketPrice = decimal('66000');
    await world.clock.advance(30_000);
    expect(world.held()).toBe('0');
    const intents = await world.journal.listIntents({});
    expect(intents.map(({ code, attempt }) => `${code} ${attempt}`)).toEqual(['price-guard 1']);
    const told = (await world.notices()).filter(({ type }) => type === 'order.expired' || type === 'signal.rejected');
    expect(told).toHaveLength(1);
  });

  test('and it is told when a pause is why it does not', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    world.exchange.faultFor = () => 'not-sent';
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.life.engine.pause('111', ['desk']);
    await world.clock.advance(10_000);
    expect(await refusals(world)).toEqual(['paused']);
  });
});

test.each(['one-way', 'hedge'] as const)('%s: an exit that was not sent is planned anew', async (mode) => {
  const timings = { backoffMs: 5_000 };
  const world = await createWorld({ routes: [testRoute({ takeProfits: TARGETS })], timings });
  world.exchange.mode = mode;
  await world.restart();
  await world.alert('0', '0.04');
  await world.clock.advance(1_000);
  failOnce(world, 'not-sent');
  await world.alert('0.04', '0.02');
  await world.clock.advance(100);
  // its first target takes the half that the strategy leaves
  world.exchange.moveTo('61200');
  await world.clock.advance(20_000);
  expect(world.held()).toBe('0.02');
  expect(await world.owned()).toBe('0.02');
});
