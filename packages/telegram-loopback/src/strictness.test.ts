import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTelegramLoopback, type TelegramLoopback } from './index.ts';
import { at, numberAt, readAnswer } from './json.test.fixture.ts';

const USER = 1001;
const GROUP = -1000000000123;
let server: TelegramLoopback;
beforeAll(async () => {
  server = await createTelegramLoopback({
    seed: 1,
    users: [
      { id: USER, name: 'Alice' },
      { id: 1002, name: 'Blocked' },
      { id: 1003, name: 'New', isStarted: false },
    ],
    chats: [
      { id: GROUP, title: 'Forum', topics: [{ id: 7, name: 'Fills' }], username: 'forum' },
      { id: -1000000000124, title: 'Left', botStatus: 'left' },
      { id: -1000000000125, title: 'Kicked', botStatus: 'kicked' },
      { id: -1000000000126, title: 'News', type: 'channel', botStatus: 'member' },
    ],
  });
  server.act({ act: 'set-blocked', userId: 1002, isBlocked: true });
});
afterAll(() => server.close());

async function call(method: string, parameters: unknown) {
  const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const body = await readAnswer(response);
  if (!body.ok) expect(body.error_code).toBe(response.status);
  return body;
}
const say = async (method: string, parameters: unknown) => {
  const body = await call(method, parameters);
  return body.ok ? 'accepted' : `${body.error_code} ${body.description}`;
};
const send = (parameters: object) => say('sendMessage', { chat_id: USER, text: 'x', ...parameters });
const button = (fields: object) => send({ reply_markup: { inline_keyboard: [[{ text: 'b', ...fields }]] } });

describe('sendMessage', () => {
  test.each<[string, object, string]>([
    ['no text', { text: undefined }, '400 Bad Request: message text is empty'],
    ['spaces', { text: ' \n ' }, '400 Bad Request: text must be non-empty'],
    ['4096 letters', { text: 'x'.repeat(4096) }, 'accepted'],
    ['4097 letters', { text: 'x'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['2048 emoji are 4096 units', { text: '😀'.repeat(2048) }, 'accepted'],
    ['2049 emoji', { text: '😀'.repeat(2049) }, '400 Bad Request: message is too long'],
    ['markup does not count', { text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' }, 'accepted'],
    [
      'a bare less-than',
      { text: 'a < b', parse_mode: 'HTML' },
      `400 Bad Request: can't parse entities: Unsupported start tag "" at byte offset 2`,
    ],
    ['an unknown parse mode', { parse_mode: 'BBCode' }, '400 Bad Request: unsupported parse_mode'],
    ['no chat', { chat_id: undefined }, '400 Bad Request: chat_id is empty'],
    ['an unknown chat', { chat_id: 5 }, '400 Bad Request: chat not found'],
    ['an unknown name', { chat_id: '@nobody' }, '400 Bad Request: chat not found'],
    ['a group by name', { chat_id: '@Forum' }, 'accepted'],
    ['a user who blocked the bot', { chat_id: 1002 }, '403 Forbidden: bot was blocked by the user'],
    ['a user who never wrote', { chat_id: 1003 }, `403 Forbidden: bot can't initiate conversation with a user`],
    [
      'a group that the bot left',
      { chat_id: -1000000000124 },
      '403 Forbidden: bot is not a member of the supergroup chat',
    ],
    [
      'a group that kicked the bot',
      { chat_id: -1000000000125 },
      '403 Forbidden: bot was kicked from the supergroup chat',
    ],
    [
      'a channel without rights',
      { chat_id: -1000000000126 },
      '400 Bad Request: need administrator rights in the channel chat',
    ],
    ['a topic', { chat_id: GROUP, message_thread_id: 7 }, 'accepted'],
    ['an unknown topic', { chat_id: GROUP, message_thread_id: 8 }, '400 Bad Request: message thread not found'],
    [
      'an unknown reply target',
      { reply_parameters: { message_id: 999 } },
      '400 Bad Request: message to be replied not found',
    ],
    ['an optional reply', { reply_parameters: { message_id: 999, allow_sending_without_reply: true } }, 'accepted'],
    ['a reply without id', { reply_parameters: {} }, `400 Bad Request: can't find field "message_id"`],
    ['markup that is no JSON', { reply_markup: '{' }, `400 Bad Request: can't parse reply keyboard markup JSON object`],
    [
      'a keyboard that is no list',
      { reply_markup: { inline_keyboard: 1 } },
      '400 Bad Request: field "inline_keyboard" must be of type Array',
    ],
    [
      '101 buttons',
      { reply_markup: { inline_keyboard: [Array(101).fill({ text: 'b', callback_data: 'x' })] } },
      '400 Bad Request: reply markup is too long',
    ],
  ])('%s', async (_what, parameters, answer) => {
    expect(await send(parameters)).toBe(answer);
  });
});

describe('an inline button', () => {
  test.each<[string, object, string]>([
    ['64 bytes', { callback_data: 'x'.repeat(64) }, 'accepted'],
    ['65 bytes', { callback_data: 'x'.repeat(65) }, '400 Bad Request: BUTTON_DATA_INVALID'],
    ['22 letters of 3 bytes', { callback_data: '€'.repeat(22) }, '400 Bad Request: BUTTON_DATA_INVALID'],
    [
      'no action',
      {},
      `400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard`,
    ],
    [
      'a text that is none',
      { text: 1 },
      `400 Bad Request: can't parse inline keyboard button: Field "text" must be of type String`,
    ],
    [
      'no address',
      { url: 'not-a-url' },
      `400 Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL`,
    ],
    [
      'a foreign protocol',
      { url: 'ftp://example.com' },
      `400 Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol`,
    ],
    ['an address', { url: 'https://example.com/x' }, 'accepted'],
    ['copied text', { copy_text: { text: '' } }, '400 Bad Request: BUTTON_COPY_TEXT_INVALID'],
    ['disabled', { disabled: {}, style: 'success' }, 'accepted'],
    [
      'an unknown style',
      { disabled: {}, style: 'pink' },
      `400 Bad Request: can't parse inline keyboard button: Unsupported button style specified`,
    ],
    ['pay', { pay: true }, '400 Bad Request: BUTTON_TYPE_INVALID'],
  ])('%s', async (_what, fields, answer) => {
    expect(await button(fields)).toBe(answer);
  });
});

describe('edits and deletes', () => {
  test('refuse what did not change, what is not there and what is not the bot’s', async () => {
    const { result } = await call('sendMessage', { chat_id: USER, text: '<b>x</b>', parse_mode: 'HTML' });
    const edit = (parameters: object) =>
      say('editMessageText', { chat_id: USER, message_id: at(result, 'message_id'), text: 'x', ...parameters });
    const same = { entities: [{ type: 'bold', offset: 0, length: 1 }] };
    expect(await edit(same)).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    expect(await edit({})).toBe('accepted');
    expect(await edit({ message_id: 99_999 })).toBe('400 Bad Request: message to edit not found');
    expect(await edit({ message_id: undefined })).toBe('400 Bad Request: message identifier is not specified');
    expect(await edit({ text: 'x'.repeat(4097) })).toBe('400 Bad Request: MESSAGE_TOO_LONG');
    const mine = server.sendText(USER, 'mine');
    expect(await edit({ message_id: mine.message_id })).toBe("400 Bad Request: message can't be edited");
    const caption = { chat_id: USER, message_id: at(result, 'message_id'), caption: 'x' };
    expect(await say('editMessageCaption', caption)).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    );
    const gone = { chat_id: USER, message_id: at(result, 'message_id') };
    expect(await say('deleteMessage', gone)).toBe('accepted');
    expect(await say('deleteMessage', gone)).toBe('400 Bad Request: message to delete not found');
  });

  test('keep what a message said before', async () => {
    const { result } = await call('sendMessage', { chat_id: USER, text: 'one' });
    const edited = await call('editMessageText', { chat_id: USER, message_id: at(result, 'message_id'), text: 'two' });
    expect(edited.result).toMatchObject({ text: 'two', edit_date: expect.any(Number) });
    const stored = server
      .state()
      .chats.find(({ chat }) => chat.id === USER)
      ?.messages.find(({ message }) => message.message_id === at(result, 'message_id'));
    expect(stored?.history.map(({ text }) => text)).toEqual(['one']);
  });
});

describe('answerCallbackQuery', () => {
  test('knows unknown, late and too long', async () => {
    const tapOf = async () => {
      const reply_markup = { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] };
      const { result } = await call('sendMessage', { chat_id: USER, text: 'x', reply_markup });
      return server.tap(USER, USER, numberAt(result, 'message_id'), 'd');
    };
    const tooOld = '400 Bad Request: query is too old and response timeout expired or query ID is invalid';
    const answer = (id: string, text = '') => say('answerCallbackQuery', { callback_query_id: id, text });
    expect(await answer('1')).toBe(tooOld);
    const tap = await tapOf();
    expect(await answer(tap, 'x'.repeat(201))).toBe('400 Bad Request: MESSAGE_TOO_LONG');
    expect(await answer(tap, 'x'.repeat(200))).toBe('accepted');
    const late = await tapOf();
    server.advanceClock(15_001);
    expect(await answer(late)).toBe(tooOld);
  });
});

describe('captions, reactions, chats', () => {
  test.each<[string, string, object, string]>([
    ['a long caption', 'sendPhoto', { caption: 'x'.repeat(1025) }, '400 Bad Request: message caption is too long'],
    ['no photo', 'sendPhoto', {}, '400 Bad Request: there is no photo in the request'],
    [
      'a photo from the network',
      'sendPhoto',
      { photo: 'https://example.com/x.png' },
      '400 Bad Request: failed to get HTTP URL content',
    ],
    [
      'an unknown action',
      'sendChatAction',
      { action: 'dancing' },
      '400 Bad Request: wrong parameter action in request',
    ],
    ['typing', 'sendChatAction', { action: 'typing' }, 'accepted'],
    ['typing in General', 'sendChatAction', { chat_id: GROUP, action: 'typing', message_thread_id: 1 }, 'accepted'],
    [
      'an unknown message',
      'setMessageReaction',
      { message_id: 9999, reaction: [] },
      '400 Bad Request: message to react not found',
    ],
    [
      'an unknown reaction',
      'setMessageReaction',
      { message_id: 1, reaction: [{ type: 'emoji', emoji: 'x' }] },
      '400 Bad Request: REACTION_INVALID',
    ],
    ['nothing to pin', 'pinChatMessage', { message_id: 9999 }, '400 Bad Request: message to pin not found'],
    ['an unknown file', 'getFile', { file_id: 'x' }, '400 Bad Request: invalid file_id'],
    ['a stranger', 'getChatMember', { user_id: 5 }, '400 Bad Request: user not found'],
    ['an unknown method', 'sendNothing', {}, '404 Not Found: method not found'],
  ])('%s', async (_what, method, parameters, answer) => {
    expect(await say(method, { chat_id: USER, ...parameters })).toBe(answer);
  });
});
