import { afterEach, expect, test } from 'vitest';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { Api } from 'grammy';
import { plainCard } from '../format/plain-card.ts';
import { sendReply } from './reply.ts';

const GROUP = -1001;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test('an answer whose topic takes none, as it is closed or gone, goes to the chat', async () => {
  const telegram = await createTelegramLoopback({
    chats: [{ id: GROUP, title: 'Group', topics: [{ id: 7, name: 'Signals' }] }],
  });
  closers.push(() => telegram.close());
  const api = new Api(telegram.token, { apiRoot: telegram.url });
  await sendReply(api, { chatId: `${GROUP}`, topic: 7 }, plainCard('in its topic'));
  await sendReply(api, { chatId: `${GROUP}`, topic: 99 }, plainCard('Close all?'));
  expect(telegram.messages(GROUP).map((it) => [it.text, it.message_thread_id])).toEqual([
    ['in its topic', 7],
    ['Close all?', undefined],
  ]);
});
