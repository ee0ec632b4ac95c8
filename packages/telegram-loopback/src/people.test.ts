import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTelegramLoopback, type Action, type TelegramLoopback } from './index.ts';
import { type Answer, numberAt, readAnswer } from './json.test.fixture.ts';

const ALICE = 1001;
const BOB = 1002;
const GROUP = -1000000000123;
const PRIVACY = -1000000000124;
const CHANNEL = -1000000000125;
let server: TelegramLoopback;
beforeAll(async () => {
  server = await createTelegramLoopback({
    seed: 1,
    bot: { id: 7, username: 'desk_bot', name: 'Desk' },
    users: [
      { id: ALICE, name: 'Alice' },
      { id: BOB, name: 'Bob' },
    ],
    chats: [
      { id: GROUP, title: 'Desk', topics: [{ id: 7, name: 'Fills' }], members: [ALICE] },
      { id: PRIVACY, title: 'Private matters', botStatus: 'member' },
      { id: CHANNEL, title: 'News', type: 'channel' },
      { id: -55, title: 'Small', type: 'group' },
    ],
  });
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const call = async (method: string, parameters: object): Promise<Answer> => {
  const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return readAnswer(response);
};
const updates = () => server.state().pendingUpdates;

test('a forward names where it came from', () => {
  const { message_id: messageId } = server.sendText(ALICE, '/panic');
  server.act({ act: 'forward', userId: ALICE, fromChatId: ALICE, messageId, chatId: GROUP });
  expect(updates()[1]?.message).toMatchObject({
    text: '/panic',
    chat: { id: GROUP },
    forward_origin: { type: 'user', sender_user: { id: ALICE } },
  });
});

test('an edit comes as an edited message', () => {
  const { message_id: messageId } = server.sendText(ALICE, 'on');
  server.act({ act: 'edit-text', userId: ALICE, chatId: ALICE, messageId, text: '/panic' });
  expect(updates()[1]?.edited_message).toMatchObject({
    message_id: messageId,
    text: '/panic',
    edit_date: expect.any(Number),
  });
});

test('an anonymous administrator writes as the group', () => {
  server.act({ act: 'send-anonymously', chatId: GROUP, text: '/panic', threadId: 7 });
  expect(updates()[0]?.message).toMatchObject({
    from: { id: 1087968824, is_bot: true },
    sender_chat: { id: GROUP },
    message_thread_id: 7,
    is_topic_message: true,
  });
});

test('a channel post has no sender', () => {
  server.act({ act: 'post-in-channel', chatId: CHANNEL, text: '/panic' });
  const post = updates()[0]?.channel_post;
  expect(post).toMatchObject({ text: '/panic', chat: { type: 'channel' } });
  expect(post?.from).toBeUndefined();
});

test('in a group the bot sees by privacy mode', async () => {
  server.sendText(BOB, 'hello all', PRIVACY);
  server.sendText(BOB, '/status@other_bot', PRIVACY);
  server.sendText(BOB, '/status', PRIVACY);
  server.sendText(BOB, '/status@Desk_bot', PRIVACY);
  server.sendText(BOB, 'look @desk_bot', PRIVACY);
  const { result } = await call('sendMessage', { chat_id: PRIVACY, text: 'yes?' });
  server.act({
    act: 'send-text',
    userId: BOB,
    chatId: PRIVACY,
    text: 'all well?',
    replyTo: numberAt(result, 'message_id'),
  });
  expect(updates().map(({ message }) => message?.text)).toEqual([
    '/status',
    '/status@Desk_bot',
    'look @desk_bot',
    'all well?',
  ]);
});

test('a reaction comes only to a bot that asked for it', async () => {
  const { message_id: messageId } = server.sendText(ALICE, 'x');
  const react = { act: 'react', userId: ALICE, chatId: ALICE, messageId, emoji: '👍' } as const;
  server.act(react);
  expect(updates()).toHaveLength(1);
  await call('getUpdates', { allowed_updates: ['message_reaction'] });
  server.act({ ...react, emoji: '' });
  expect(updates()[1]?.message_reaction).toMatchObject({
    old_reaction: [{ type: 'emoji', emoji: '👍' }],
    new_reaction: [],
  });
  server.sendText(ALICE, 'not wanted');
  expect(updates()).toHaveLength(2);
  await call('getUpdates', { allowed_updates: [] });
});

test('blocking is told and holds until the user writes again', async () => {
  server.act({ act: 'set-blocked', userId: BOB, isBlocked: true });
  expect(updates()[0]?.my_chat_member).toMatchObject({ new_chat_member: { status: 'kicked' } });
  expect(await call('sendMessage', { chat_id: BOB, text: 'x' })).toMatchObject({ error_code: 403 });
  server.sendText(BOB, '/start');
  expect(await call('sendMessage', { chat_id: BOB, text: 'x' })).toMatchObject({ ok: true });
});

test('a bot that is put out hears nothing more', async () => {
  server.act({ act: 'set-bot-status', chatId: GROUP, status: 'kicked' });
  server.sendText(ALICE, '/status', GROUP);
  expect(updates().map((update) => Object.keys(update)[1])).toEqual(['my_chat_member']);
  server.act({ act: 'set-bot-status', chatId: GROUP, status: 'administrator' });
});

test('a group becomes a supergroup for people too', async () => {
  const { chatId } = server.act({ act: 'migrate', chatId: -55 });
  server.sendText(ALICE, '/status', -55);
  expect(updates().at(-1)?.message?.chat).toMatchObject({ id: chatId, type: 'supergroup' });
  expect(await call('sendMessage', { chat_id: -55, text: 'x' })).toMatchObject({
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: chatId },
  });
});

test('people cannot do what they could not', () => {
  const wrong: Action[] = [
    { act: 'send-text', userId: 5, text: 'x' },
    { act: 'send-text', userId: BOB, chatId: GROUP, text: 'x' },
    { act: 'send-text', userId: ALICE, chatId: BOB, text: 'x' },
    { act: 'send-text', userId: ALICE, text: '  ' },
    { act: 'send-text', userId: ALICE, chatId: CHANNEL, text: 'x' },
    { act: 'send-text', userId: ALICE, chatId: GROUP, threadId: 8, text: 'x' },
    { act: 'tap', userId: ALICE, chatId: ALICE, messageId: 1, data: 'x' },
    { act: 'migrate', chatId: GROUP },
    { act: 'open-topic', chatId: ALICE, name: 'x' },
  ];
  for (const action of wrong) expect(() => server.act(action)).toThrow(/^(userId|chatId|threadId|messageId|text): /);
  expect(updates()).toEqual([]);
});

test('waiting for a message that does not come says what came', async () => {
  await call('sendMessage', { chat_id: ALICE, text: 'something else' });
  await expect(server.waitForMessage(() => false, { timeoutMs: 5 })).rejects.toThrow('something else');
});
