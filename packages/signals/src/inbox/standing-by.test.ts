import { expect, test } from 'vitest';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from '@perpdesk/broker-manager';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { sentence } from '../sentences/sentence.ts';
import { createSignalEngine } from '../create-signal-engine.ts';
import { countingBytes } from '../simulation/life.test.fixture.ts';
import type { Route } from '../route.ts';
import { alertBody, createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

function createBench(route: Route = testRoute()) {
  const clock = createFakeClock(START_AT);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const create = () => {
    const manager = createBrokerManager({ clock, gate: () => Promise.reject(new Error('no order')) });
    manager.add(createFakeBroker({ id: 'one' }));
    return createSignalEngine({ manager, journal, routes: [route], random: countingBytes, isShared: true, clock });
  };
  return { clock, journal, create };
}

test('an instance that stands by tells of a new sender, too, once, and the one that drives next knows it', async () => {
  const clock = createFakeClock(START_AT);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const create = () => {
    const manager = createBrokerManager({ clock, gate: () => Promise.reject(new Error('no order')) });
    return createSignalEngine({
      manager,
      journal,
      routes: [testRoute()],
      random: countingBytes,
      isShared: true,
      clock,
    });
  };
  const told = async () => (await journal.listOutbox({})).filter(({ type }) => type === 'route.sender');
  const [one, another] = [create(), create()];
  for (const engine of [one, one, another]) await engine.noteSender({ routeId: 'trend', address: '203.0.113.9' });
  expect(await told()).toMatchObject([{ target: 'desk' }]);
  await Promise.all(['1', '2'].map((last) => one.noteSender({ routeId: 'trend', address: `203.0.113.${last}` })));
  expect(await told()).toHaveLength(3);
  expect(JSON.parse((await journal.readFlags())['senders:trend'] ?? '[]')).toEqual([
    '203.0.113.9',
    '203.0.113.1',
    '203.0.113.2',
  ]);
});

test.each(['notify', 'auto'] as const)(
  'one that stands by tells alerts of a route that a person has switched as that is: %s',
  async (execute) => {
    const { clock, journal, create } = createBench(testRoute({ execute: execute === 'notify' ? 'auto' : 'notify' }));
    const value = JSON.stringify({ execute, actor: 'user:1', at: START_AT });
    await journal.commit([{ type: 'flag-put', name: 'route-execute:trend', value }]);
    const body = new TextEncoder().encode(alertBody(START_AT, '0', '1'));
    const answer = await create().acceptAlert({ routeId: 'trend', body, receivedAt: clock.now() });
    expect(answer).toMatchObject({ result: 'accepted' });
    const [told] = await journal.listOutbox({});
    expect(JSON.parse(told?.payload ?? '')).toMatchObject({
      type: 'signal.received',
      notes: execute === 'notify' ? [sentence('route-only-tells')] : [],
    });
  },
);

test('what one that stands by accepted counts among the signals of the day, once', async () => {
  const world = await createWorld({ isShared: true });
  const { clock, journal, life } = world;
  const other = createSignalEngine({
    manager: life.manager,
    journal,
    routes: world.routes,
    random: countingBytes,
    isShared: true,
    clock,
  });
  const body = new TextEncoder().encode(world.bodyOf('0', '0.02'));
  await other.acceptAlert({ routeId: 'trend', body, receivedAt: clock.now() });
  await clock.advance(3_000);
  expect([world.held(), life.engine.status().signalsToday]).toEqual(['0.02', 1]);
  await world.alert('0.02', '0.03');
  await clock.advance(3_000);
  expect([world.held(), life.engine.status().signalsToday]).toEqual(['0.03', 2]);
});
