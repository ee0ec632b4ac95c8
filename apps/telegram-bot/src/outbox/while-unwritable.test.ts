import { expect, test } from 'vitest';
import { createMemoryJournal, withStandIn } from '@perpdesk/journal/memory';
import { JournalError, type Journal, type OutboxPriority } from '@perpdesk/journal/port';
import { NOON } from '../testing/desk-bench.ts';

function insertOf(eventId: string, priority: OutboxPriority) {
  const message = { eventId, target: 'desk', type: 'desk.paused', priority, payload: '{}', thread: null, createdAt: 1 };
  return { type: 'outbox-insert', message } as const;
}

test('what is critical overtakes what the disk held, also where only memory has it', async () => {
  const now = () => NOON;
  const disk = createMemoryJournal({ now });
  let isFull = false;
  const commit: Journal['commit'] = (...call) =>
    isFull ? Promise.reject(new JournalError('disk-full', 'The disk is full.')) : disk.commit(...call);
  const journal = withStandIn({ ...disk, commit }, { now });
  await journal.prepare();
  await journal.commit([insertOf('e1', 'normal'), insertOf('e2', 'normal')]);
  isFull = true;
  await journal.commit([insertOf('e3', 'normal'), insertOf('e4', 'critical')]);
  expect(journal.writeState()).toMatchObject({ isWritable: false });
  const waiting = await journal.listOutbox({ target: 'desk' });
  expect(waiting.map(({ eventId }) => eventId)).toEqual(['e4', 'e1', 'e2', 'e3']);
  expect((await journal.listOutbox({ target: 'desk', limit: 1 })).map(({ eventId }) => eventId)).toEqual(['e4']);
});
