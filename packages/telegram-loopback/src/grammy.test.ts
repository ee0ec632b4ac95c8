import { afterEach, describe, expect, test } from 'vitest';
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, type Api } from 'grammy';
import { createTelegramLoopback, type TelegramLoopback, type TelegramLoopbackOptions } from './index.ts';

const USER = 1001;
const GROUP = -1000000000123;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function start(options: TelegramLoopbackOptions = {}): Promise<{ server: TelegramLoopback; bot: Bot; api: Api }> {
  const server = await createTelegramLoopback({
    seed: 1,
    users: [
      { id: USER, name: 'Alice', username: 'alice' },
      { id: 1002, name: 'Bob' },
    ],
    chats: [{ id: GROUP, title: 'Desk', topics: [{ id: 7, name: 'Fills' }] }],
    ...options,
  });
  closers.push(() => server.close());
  const bot = new Bot(server.token, { client: { apiRoot: server.url } });
  return { server, bot, api: bot.api };
}

function run(bot: Bot): Promise<void> {
  closers.push(() => bot.stop());
  return new Promise((resolve) => void bot.start({ onStart: () => resolve() }));
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof GrammyError ? `${error.error_code} ${error.description}` : String(error)),
  );
const text = (wanted: string) => (message: { text?: string }) => message.text === wanted;

// a 1 × 1 picture
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a grammY bot', () => {
  test('answers a command that a user types', async () => {
    const { server, bot } = await start();
    bot.command('start', (context) => context.reply(`hello ${context.from?.first_name ?? ''} ${context.match}`));
    await run(bot);
    server.sendText(USER, '/start now');
    const answer = await server.waitForMessage(text('hello Alice now'));
    expect(answer).toMatchObject({ chat: { id: USER, type: 'private' }, from: { is_bot: true } });
    await bot.stop();
    expect(server.state().pendingUpdates).toEqual([]);
  });

  test('gets taps, answers them and edits the card', async () => {
    const { server, bot } = await start();
    bot.command('panic', (context) =>
      context.reply('sure?', { reply_markup: new InlineKeyboard().text('Yes', 'panic:yes').text('No', 'panic:no') }),
    );
    bot.callbackQuery('panic:yes', async (context) => {
      await context.answerCallbackQuery({ text: 'done', show_alert: true });
      await context.editMessageText(`flat, ${context.from.first_name}`);
    });
    await run(bot);
    server.sendText(USER, '/panic');
    const card = await server.waitForMessage(text('sure?'));
    server.tap(USER, USER, card.message_id, 'panic:yes');
    const edited = await server.waitForMessage(text('flat, Alice'));
    expect(edited.message_id).toBe(card.message_id);
    expect(edited.reply_markup).toBeUndefined();
    expect(() => server.tap(USER, USER, card.message_id, 'panic:yes')).toThrow('no button');
  });

  test('uploads a photo, sends it again by its id and downloads it', async () => {
    const { server, api } = await start();
    const sent = await api.sendPhoto(USER, new InputFile(PNG, 'chart.png'), {
      caption: '<b>x</b>',
      parse_mode: 'HTML',
    });
    expect(sent.photo).toMatchObject([{ width: 1, height: 1, file_size: PNG.length }]);
    expect(sent.caption_entities).toEqual([{ type: 'bold', offset: 0, length: 1 }]);
    const fileId = sent.photo.at(-1)?.file_id ?? '';
    expect((await api.sendPhoto(USER, fileId)).photo[0]?.file_id).toBe(fileId);
    const file = await api.getFile(fileId);
    const response = await fetch(`${server.url}/file/bot${server.token}/${file.file_path}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    const document = await api.sendDocument(USER, new InputFile(Buffer.from('a,b'), 'fills.csv'));
    expect(document.document).toMatchObject({ file_name: 'fills.csv', file_size: 3 });
    expect(await refusal(api.sendPhoto(USER, new InputFile(Buffer.from('no picture'))))).toContain(
      'IMAGE_PROCESS_FAILED',
    );
    expect(await refusal(api.sendPhoto(USER, 'nonsense'))).toContain('wrong file identifier/HTTP URL specified');
  });

  test('makes a picture of a text, another of a picture, and no text of a picture', async () => {
    const { api } = await start();
    const { message_id: id } = await api.sendMessage(USER, 'words', {
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
    });
    const caption_entities = [{ type: 'bold', offset: 0, length: 1 } as const];
    const first = await api.editMessageMedia(USER, id, {
      type: 'photo',
      media: new InputFile(PNG, 'a.png'),
      caption: 'x y',
      caption_entities,
    });
    expect(first).toMatchObject({ message_id: id, caption: 'x y', caption_entities, photo: [{ width: 1 }] });
    expect(first).not.toHaveProperty('text');
    expect(first).not.toHaveProperty('reply_markup');
    const second = await api.editMessageMedia(USER, id, { type: 'photo', media: new InputFile(PNG) });
    expect(second).not.toHaveProperty('caption');
    expect(await refusal(api.editMessageText(USER, id, 'words'))).toContain('there is no text in the message to edit');
    expect(
      await refusal(api.editMessageMedia(USER, id, { type: 'photo', media: new InputFile(Buffer.from('x')) })),
    ).toContain('IMAGE_PROCESS_FAILED');
    const long = { type: 'photo', media: new InputFile(PNG), caption: 'x'.repeat(1025) } as const;
    expect(await refusal(api.editMessageMedia(USER, id, long))).toContain('caption is too long');
  });

  test('keeps message ids rising in each chat and writes dates in seconds', async () => {
    const { api } = await start({ clock: { now: () => 1_795_000_000_999, schedule: () => () => {} } });
    const first = await api.sendMessage(USER, 'one');
    const second = await api.sendMessage(USER, 'two');
    expect([first.message_id, second.message_id, first.date]).toEqual([1, 2, 1_795_000_000]);
  });

  test('sets command menus for scopes', async () => {
    const { api } = await start();
    await api.setMyCommands([{ command: 'panic', description: 'Close all' }]);
    await api.setMyCommands([{ command: 'start', description: 'Begin' }], { scope: { type: 'chat', chat_id: USER } });
    expect(await api.getMyCommands()).toEqual([{ command: 'panic', description: 'Close all' }]);
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: USER } });
    expect(await api.getMyCommands({ scope: { type: 'chat', chat_id: USER } })).toEqual([]);
    expect(await refusal(api.setMyCommands([{ command: 'Panic', description: 'x' }]))).toContain('BOT_COMMAND_INVALID');
  });

  test('writes into topics, and hears of a wrong one', async () => {
    const { api } = await start();
    const sent = await api.sendMessage(GROUP, 'filled', { message_thread_id: 7 });
    expect(sent).toMatchObject({ message_thread_id: 7, is_topic_message: true, chat: { is_forum: true } });
    for (const wrong of [1, 8])
      expect(await refusal(api.sendMessage(GROUP, 'x', { message_thread_id: wrong }))).toBe(
        '400 Bad Request: message thread not found',
      );
    const topic = await api.createForumTopic(GROUP, 'Signals');
    await api.sendMessage(GROUP, 'x', { message_thread_id: topic.message_thread_id });
  });
});

describe('getUpdates', () => {
  test('waits until something happens', async () => {
    const { server, api } = await start();
    const poll = api.getUpdates({ timeout: 30 });
    while (!server.state().isPolling) await new Promise((resolve) => setImmediate(resolve));
    server.sendText(USER, 'hi');
    expect((await poll).map(({ message }) => message?.text)).toEqual(['hi']);
  });

  test('repeats what was not confirmed and forgets what was', async () => {
    const { server, api } = await start();
    for (const word of ['a', 'b', 'c']) server.sendText(USER, word);
    const all = await api.getUpdates();
    expect(all.map(({ update_id: id }) => id)).toEqual([1001, 1002, 1003]);
    expect(await api.getUpdates({ limit: 2 })).toEqual(all.slice(0, 2));
    expect(await api.getUpdates({ offset: 1003 })).toEqual(all.slice(2));
    expect(await api.getUpdates({ offset: 1004 })).toEqual([]);
    expect(await api.getUpdates()).toEqual([]);
  });

  test('is ended with 409 by a second poller', async () => {
    const { server, api } = await start();
    const first = refusal(api.getUpdates({ timeout: 30 }));
    while (!server.state().isPolling) await new Promise((resolve) => setImmediate(resolve));
    const second = api.getUpdates({ timeout: 30 });
    expect(await first).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    server.sendText(USER, 'x');
    expect(await second).toHaveLength(1);
  });

  test('is refused while a webhook stands', async () => {
    const { api } = await start();
    await api.setWebhook('http://127.0.0.1:9/hook');
    expect(await refusal(api.getUpdates())).toContain(
      "409 Conflict: can't use getUpdates method while webhook is active",
    );
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });
});

describe('faults', () => {
  test('429 says how long to wait', async () => {
    const { server, api } = await start();
    server.addFaults([{ kind: 'rate-limit', method: 'sendMessage', retryAfter: 7, times: 1 }]);
    const error: unknown = await api.sendMessage(USER, 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
    await api.sendMessage(USER, 'x');
  });

  test('a lost response leaves the message in the chat, a lost request does not', async () => {
    const { server, api } = await start();
    server.addFaults([{ kind: 'lost-response', times: 1 }]);
    await expect(api.sendMessage(USER, 'sent')).rejects.toBeInstanceOf(HttpError);
    server.clearFaults();
    server.addFaults([{ kind: 'lost-request', times: 1 }]);
    await expect(api.sendMessage(USER, 'never')).rejects.toBeInstanceOf(HttpError);
    expect(server.messages(USER).map((message) => message.text)).toEqual(['sent']);
    expect(server.state().calls['sendMessage']).toEqual({ calls: 2, ok: 0, failed: 2 });
  });

  test('5xx, 403, 409 and delays come as asked, only for the chat and method named', async () => {
    const { server, api } = await start();
    server.addFaults([
      { kind: 'delay', delayMs: 1 },
      { kind: 'server-error', status: 502, method: 'getMe' },
      { kind: 'forbidden', chatId: 1002 },
      { kind: 'conflict', method: 'getUpdates' },
    ]);
    expect(await refusal(api.getMe())).toBe('502 Bad Gateway');
    expect(await refusal(api.sendMessage(1002, 'x'))).toBe('403 Forbidden: bot was blocked by the user');
    expect(await refusal(api.getUpdates())).toContain('409 Conflict');
    expect(await refusal(api.sendMessage(USER, 'x'))).toBe('accepted');
    expect(server.faults().map(({ hits }) => hits)).toEqual([4, 1, 1, 1]);
  });

  test('400 comes as asked', async () => {
    const { server, api } = await start();
    const description = 'Bad Request: BUTTON_DATA_INVALID';
    server.addFaults([
      { kind: 'bad-request', times: 1 },
      { kind: 'bad-request', description, times: 1 },
    ]);
    expect(await refusal(api.sendMessage(USER, 'x'))).toContain("400 Bad Request: can't parse entities");
    expect(await refusal(api.sendMessage(USER, 'x'))).toBe(`400 ${description}`);
    expect(await refusal(api.sendMessage(USER, 'x'))).toBe('accepted');
  });

  test('a group that becomes a supergroup says so until the new id is used', async () => {
    const { server, api } = await start({ chats: [{ id: -55, title: 'Old', type: 'group' }] });
    server.addFaults([{ kind: 'migrate', migrateTo: -1000000000055, times: 1 }]);
    for (const _ of [1, 2]) {
      const error: unknown = await api.sendMessage(-55, 'x').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1000000000055 } });
    }
    await api.sendMessage(-1000000000055, 'x');
  });
});
