import { expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { NOON } from '../testing/desk-bench.ts';
import { deniedMessages } from './denied-messages.ts';

test('owners hear of a stranger once a day, however often they come', async () => {
  const journal = createMemoryJournal();
  const stranger = { userId: '666', name: '@mallory', chatId: '666', did: 'message' } as const;
  const come = (at: number, userId = '666') =>
    journal.commit(deniedMessages(['desk', 'chat:2'], at, { ...stranger, userId }));
  for (const at of [NOON, NOON + 1, NOON + 3_600_000]) await come(at);
  expect(await journal.listOutbox({ target: 'desk' })).toHaveLength(1);
  await come(NOON, '667');
  await come(NOON + 86_400_000);
  const rows = await journal.listOutbox({ target: 'chat:2' });
  expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toMatchObject([
    { type: 'access.denied', userId: '666', name: '@mallory' },
    { userId: '667' },
    { userId: '666' },
  ]);
});
