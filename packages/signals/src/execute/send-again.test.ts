import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { TARGETS } from '../protect/protect-world.test.fixture.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { createFailingJournal, type FailingJournal } from '../simulation/failing-journal.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

function failOnce(world: World, fault: Fault): void {
  const faults = [fault];
  world.exchange.faultFor = () => faults.shift() ?? 'none';
}
async function close(world: World, positionSide: 'net' | 'long', fraction: string | null = null): Promise<void> {
  const result = await settle(
    world.clock,
    world.life.engine.trade({
      type: 'close',
      id: `close ${world.clock.now()}`,
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      confirmedAt: world.clock.now(),
      relay: ['desk'],
      positionSide,
      fraction: fraction === null ? null : decimal(fraction),
      quantity: null,
    }),
  );
  expect(result).toMatchObject({ ok: true });
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

test.each(['one-way', 'hedge'] as const)(
  'a person closes all while a strategy’s exit that was not sent waits (%s)',
  async (mode) => {
    const world = await createWorld({ routes: [testRoute()], timings: { backoffMs: 8_000 } });
    world.exchange.mode = mode;
    await world.restart();
    await world.alert('0', '0.04');
    await world.clock.advance(1_000);
    failOnce(world, 'not-sent');
    await world.alert('0.04', '0.02');
    await world.clock.advance(100);
    await close(world, mode === 'hedge' ? 'long' : 'net');
    await world.clock.advance(1_500);
    expect(world.held()).toBe('0');
    await world.clock.advance(30_000);
    expect([world.held(), await world.owned(), world.exchange.orders.length]).toEqual(['0', '0', 2]);
  },
);

test('the strategy itself goes flat while its own exit that was not sent waits', async () => {
  const world = await createWorld({ routes: [testRoute()], timings: { backoffMs: 8_000 } });
  await world.alert('0', '0.04');
  await world.clock.advance(1_000);
  failOnce(world, 'not-sent');
  await world.alert('0.04', '0.02');
  await world.clock.advance(100);
  await world.alert('0.02', '0');
  await world.clock.advance(1_500);
  expect(world.held()).toBe('0');
  await world.clock.advance(30_000);
  expect([world.held(), await world.owned(), world.exchange.orders.length]).toEqual(['0', '0', 2]);
});

test('an exit of which the answer is out when the wait of another is over goes first, and both are done once', async () => {
  const world = await createWorld({ routes: [testRoute()], timings: { backoffMs: 2_000 } });
  await world.alert('0', '0.04');
  await world.clock.advance(1_000);
  failOnce(world, 'not-sent');
  await world.alert('0.04', '0.02');
  await world.clock.advance(1_500);
  world.exchange.fillsAtOnce = false;
  await close(world, 'net');
  await world.clock.advance(2_000);
  expect(world.exchange.orders).toHaveLength(2);
  world.exchange.fillOpen();
  await world.clock.advance(30_000);
  expect([world.held(), await world.owned(), world.exchange.orders.length]).toEqual(['0', '0', 2]);
});

test('a person’s second half stands behind the first one, which was not sent at once', async () => {
  const world = await createWorld({ routes: [testRoute()], timings: { backoffMs: 4_000 } });
  await world.alert('0', '0.04');
  await world.clock.advance(1_000);
  failOnce(world, 'not-sent');
  await close(world, 'net', '0.5');
  await world.clock.advance(100);
  await close(world, 'net', '0.5');
  await world.clock.advance(1_500);
  expect(world.held()).toBe('0.04');
  await world.clock.advance(20_000);
  expect(world.exchange.orders).toHaveLength(3);
});

test('a person closes all while a strategy’s exit that was not sent waits for the journal', async () => {
  const failing: FailingJournal[] = [];
  const world = await createWorld({
    routes: [testRoute()],
    wrapJournal(journal) {
      const made = createFailingJournal(journal);
      failing.push(made);
      return made.journal;
    },
  });
  await world.alert('0', '0.04');
  await world.clock.advance(1_000);
  failOnce(world, 'not-sent');
  await world.alert('0.04', '0.02');
  await world.clock.advance(100);
  failing.at(-1)?.fail('io');
  await close(world, 'net');
  await world.clock.advance(20_000);
  expect(world.held()).toBe('0');
  failing.at(-1)?.fail(null);
  await world.clock.advance(60_000);
  expect([world.held(), await world.owned(), world.exchange.orders.length]).toEqual(['0', '0', 2]);
});
