import { expect, test } from 'vitest';
import { createChatBench } from '../testing/chat-bench.ts';

const change = (status: string) => ({
  my_chat_member: {
    chat: { id: -77, type: 'supergroup', title: 'G' },
    from: { id: 999, is_bot: false, first_name: 'Anybody' },
    date: 1,
    old_chat_member: { user: { id: 42, is_bot: true, first_name: 'Desk' }, status: 'left' },
    new_chat_member: { user: { id: 42, is_bot: true, first_name: 'Desk' }, status },
  } as never,
});

test('a chat that lets the bot in again can be reached, whoever did it, and nobody is answered', async () => {
  const bench = await createChatBench();
  await bench.feed(change('kicked'));
  await bench.feed(change('left'));
  expect(bench.heard).toEqual([]);
  await bench.feed(change('member'));
  await bench.feed(change('administrator'));
  expect(bench.heard).toEqual(['-77', '-77']);
  expect(bench.sent).toEqual([]);
});

test('a group that gets a new id is known under it at once, before anything is told there', async () => {
  const bench = await createChatBench();
  const from = { id: 999, is_bot: false, first_name: 'Anybody' };
  const chat = { id: -5, type: 'group', title: 'G' };
  await bench.feed({ message: { message_id: 1, date: 1, chat, from, migrate_to_chat_id: -1005 } } as never);
  expect(bench.heard).toEqual(['-5 is -1005']);
  expect(bench.sent).toEqual([]);
});
