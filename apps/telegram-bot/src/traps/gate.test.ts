import { describe, expect, test } from 'vitest';
import { createChatBench } from '../testing/chat-bench.ts';

const NO_ACCESS = 'You have no access to this desk.';
const OWNER = { id: 111, is_bot: false, first_name: 'O' };
const BASE = { message_id: 5, date: Date.UTC(2026, 10, 22, 12) / 1000, from: OWNER } as const;
const PRIVATE = { id: 111, type: 'private' };
const GROUP = { id: -5, type: 'supergroup', title: 'G' };
const CHANNEL = { id: -9, type: 'channel', title: 'C' };
const PAUSE = { ...BASE, chat: PRIVATE, text: '/pause' } as const;

/** Updates of which none may act, though each holds an owner's id or a command. */
const SILENT: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a channel post', { channel_post: { ...PAUSE, chat: CHANNEL, from: undefined } }],
  ['an edited channel post', { edited_channel_post: { ...PAUSE, chat: CHANNEL, from: undefined } }],
  ['an edited message', { edited_message: { ...PAUSE, edit_date: 1 } }],
  ['a business message', { business_message: PAUSE }],
  ['a message from nobody', { message: { ...PAUSE, from: undefined } }],
  [
    'an anonymous admin',
    { message: { ...PAUSE, chat: GROUP, from: { ...OWNER, id: 1087968824 }, sender_chat: GROUP } },
  ],
  ['an anonymous admin by id alone', { message: { ...PAUSE, chat: GROUP, from: { ...OWNER, id: 1087968824 } } }],
  ['a channel that posts in a group', { message: { ...PAUSE, chat: GROUP, from: { ...OWNER, id: 136817688 } } }],
  ['a channel’s post passed on to its group', { message: { ...PAUSE, chat: GROUP, from: { ...OWNER, id: 777000 } } }],
  ['an owner who speaks as a channel', { message: { ...PAUSE, chat: GROUP, sender_chat: CHANNEL } }],
  ['a bot', { message: { ...PAUSE, from: { ...OWNER, is_bot: true } } }],
  ['a message through another bot', { message: { ...PAUSE, via_bot: { ...OWNER, id: 9, is_bot: true } } }],
  [
    'a forwarded message of a person',
    { message: { ...PAUSE, forward_origin: { type: 'user', date: 1, sender_user: OWNER } } },
  ],
  [
    'a forwarded message of a channel',
    { message: { ...PAUSE, forward_origin: { type: 'channel', date: 1, chat: CHANNEL, message_id: 1 } } },
  ],
  [
    'a tap on a message that is gone',
    { callback_query: { id: 'q', from: OWNER, chat_instance: 'x', data: 'n:s:order:off' } },
  ],
  ['an inline query', { inline_query: { id: 'q', from: OWNER, query: '/pause', offset: '' } }],
];

describe('the gate', () => {
  test.each(SILENT)('%s does nothing and hears nothing', async (_name, update) => {
    const bench = await createChatBench();
    await bench.feed(update);
    expect(bench.sent).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
    expect(await bench.journal.listAudit(1)).toEqual([]);
  });

  test('the same command of the same person, first hand, counts', async () => {
    const bench = await createChatBench();
    await bench.feed({ message: PAUSE } as never);
    expect(bench.engine.controls).toEqual(['pause user:111']);
  });

  test.each([
    ['under a picture', { caption: '/pause', photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }] }],
    ['in the middle of a text', { text: 'please /pause' }],
    ['quoted', { text: 'no', reply_to_message: PAUSE }],
  ])('a command %s is none', async (_name, message) => {
    const bench = await createChatBench();
    await bench.feed({ message: { ...BASE, chat: PRIVATE, ...message } } as never);
    expect(bench.engine.controls).toEqual([]);
    expect(bench.texts()).toEqual(['I listen to commands; /help lists them.']);
  });

  test.each(['/PAUSE', '/Pause', '/pause@DESK_BOT', '/pause '])('%s is the command', async (text) => {
    const bench = await createChatBench();
    await bench.say(text);
    expect(bench.engine.controls).toEqual(['pause user:111']);
  });
});

describe('who somebody is', () => {
  test('an empty list lets nobody in', async () => {
    const bench = await createChatBench(undefined, { users: [] });
    for (const from of [111, 222]) await bench.say('/status', { from });
    expect(bench.texts()).toEqual([NO_ACCESS, NO_ACCESS]);
  });

  test('the id says it: no name, no chat, no title', async () => {
    const bench = await createChatBench();
    const mallory = { id: 666, is_bot: false, first_name: '111', last_name: 'owner', username: '111' };
    await bench.say('/pause', { from: 666, chatId: 111 });
    await bench.say('/pause', { message: { from: mallory } });
    await bench.say('/pause', { message: { from: mallory, chat: { ...GROUP, title: '111' } } });
    await bench.tap('n:s:order:off', { from: 666, chatId: 111 });
    expect(bench.engine.controls).toEqual([]);
    expect(bench.texts()).toEqual([NO_ACCESS, NO_ACCESS, NO_ACCESS]);
    expect(await bench.journal.listAudit(1)).toEqual([]);
  });
});
