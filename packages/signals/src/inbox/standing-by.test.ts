import { expect, test } from '@jest/globals';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from '@perpdesk/broker-manager';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createSignalEngine } from '../create-signal-engine.ts';
import { countingBytes } from '../simulation/life.test.fixture.ts';
import { START_AT, testRoute } from '../simulation/world.test.fixture.ts';

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
