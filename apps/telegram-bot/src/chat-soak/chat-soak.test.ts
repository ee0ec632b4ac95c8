import { expect, test, vi } from 'vitest';
import { findFaults } from './find-faults.test.fixture.ts';
import { runChatSoak } from './run-chat-soak.test.fixture.ts';
import { chatsOfSoak, eventOfSoak } from './soak-plan.test.fixture.ts';

vi.setConfig({ testTimeout: 120_000 });

test('through faults and kills every chat hears of every event, in order; only what may be a repeat says so', async () => {
  const { faults, wanted, pictures } = await runChatSoak({ events: 300, chats: 10, seed: 7, lifeMs: 2_500, kills: 1 });
  expect(faults).toEqual([]);
  expect(wanted).toBeGreaterThan(300);
  expect(pictures).toBeGreaterThan(10);
});

test('the soak finds what is lost, out of order, double without a mark, or in the wrong chat', () => {
  const plan = { events: 40, chats: 1, seed: 1 };
  const [chat] = chatsOfSoak(plan);
  const normal = Array.from({ length: 40 }, (_, id) => id).filter((id) => !eventOfSoak(plan, id).isCritical);
  const critical = Array.from({ length: 40 }, (_, id) => id).filter((id) => eventOfSoak(plan, id).isCritical);
  const all = [...critical.map((id) => `🚨 PANIC by user ${id}`), ...normal.map((id) => `Paused by user ${id}`)];
  const judge = (texts: readonly string[]) => findFaults(plan, () => texts).faults;
  const [first, second] = normal;
  expect(chat?.name).toBe('chat0');
  expect(judge(all)).toEqual([]);
  expect(judge(all.filter((text) => text !== `Paused by user ${first}`))).toEqual([`chat0: event ${first} is lost`]);
  expect(judge([`Paused by user ${second}`, ...all])).toContain(`chat0: event ${first} after ${second} (normal)`);
  expect(judge([...all, `Paused by user ${first}`])).toEqual([
    `chat0: event ${first} is told 2 times, 0 of them marked`,
  ]);
  expect(judge([...all, `Paused by user ${first}\nmay be a repeat · event event-${first}`])).toEqual([]);
  expect(judge([...all, 'Paused by user 77'])).toEqual(['chat0: event 77 is not for this chat']);
});
