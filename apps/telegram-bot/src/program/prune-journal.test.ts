import { expect, test } from '@jest/globals';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { startPruning } from './prune-journal.ts';

const DAY_MS = 86_400_000;

test('what ended goes after its time, what people did after a year', async () => {
  const clock = createFakeClock(1_760_000_000_000);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const did = (action: string) =>
    journal.commit([{ type: 'audit-append', entry: { at: clock.now(), actor: 'op', action, detail: '{}' } }]);
  const confirm = {
    nonce: 'n1',
    chatId: '1',
    userId: '1',
    messageId: null,
    brokerId: 'paper',
    payload: '{}',
    state: 'expired',
    result: null,
    createdAt: clock.now(),
    expiresAt: clock.now(),
  } as const;
  await journal.commit([{ type: 'confirm-insert', row: confirm }]);
  await did('first');
  await did('second');
  const stop = startPruning(journal, 90 * DAY_MS, clock, silentLogger);
  const left = async () => [
    (await journal.getConfirm('n1')) === null ? 0 : 1,
    ...(await journal.listAudit(10)).map(({ action }) => action),
  ];
  await clock.advance(89 * DAY_MS);
  expect(await left()).toEqual([1, 'second', 'first']);
  await clock.advance(2 * DAY_MS);
  expect(await left()).toEqual([0, 'second', 'first']);
  await clock.advance(275 * DAY_MS);
  // its newest row stays, so that the chain goes on from it
  expect(await left()).toEqual([0, 'second']);
  stop();
});
