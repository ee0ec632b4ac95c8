import { expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createMayHear } from './may-hear.ts';
import { createRightsBook } from './rights-book.ts';

const ANNA = '222';
const PRIVATE = { chatId: ANNA };

async function desk() {
  const users = [
    { id: '111', role: 'owner', brokers: null },
    { id: ANNA, role: 'trader', brokers: ['main', 'scalps'] },
  ] as const;
  const journal = createMemoryJournal();
  const book = createRightsBook({ journal, users, brokerIds: ['main', 'scalps'], now: () => 1 });
  await book.load();
  const chats = [{ name: 'board', id: '333', topic: null, notify: {} }];
  return { book, mayHear: createMayHear(book, createChatDirectory(chats, [])) };
}

test('a private chat hears of the accounts that its person sees now', async () => {
  const { book, mayHear } = await desk();
  expect([mayHear(PRIVATE), mayHear(PRIVATE, ['main']), mayHear(PRIVATE, ['other'])]).toEqual([true, true, false]);
  const none = { place: null, by: 'user:111', at: 1, role: 'none' } as const;
  await book.grant(ANNA, { ...none, brokers: ['main'] }, () => true);
  expect([mayHear(PRIVATE), mayHear(PRIVATE, ['main']), mayHear(PRIVATE, ['main', 'scalps'])]).toEqual([
    true,
    false,
    true,
  ]);
  await book.grant(ANNA, { ...none, brokers: null }, () => true);
  expect([mayHear(PRIVATE), mayHear(PRIVATE, ['scalps'])]).toEqual([false, false]);
});

test('to which account it is bound changes nothing of that', async () => {
  const { book, mayHear } = await desk();
  await book.link({ chatId: ANNA, topic: null }, { brokers: ['main'], by: 'user:111', at: 1 }, 'user:111');
  expect(mayHear(PRIVATE, ['scalps'])).toBe(true);
});

test('a group, and a chat that the configuration names, hear all that is told there', async () => {
  const { mayHear } = await desk();
  expect([mayHear({ chatId: '-1' }, ['main']), mayHear({ chatId: '333' }, ['main'])]).toEqual([true, true]);
});
