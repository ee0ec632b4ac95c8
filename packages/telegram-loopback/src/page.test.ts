import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createTelegramLoopback, type TelegramLoopback } from './index.ts';
import { numberAt, readAnswer } from './json.test.fixture.ts';

const executablePath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const isRequired = (process.env['CI'] ?? '') !== '';
const browserTest = executablePath !== undefined || isRequired ? test : test.skip;
const named = (name: string) =>
  executablePath === undefined ? `${name} (no Chromium found: set CHROMIUM_PATH)` : name;

const ALICE = 1001;
const BOB = 1002;
const GROUP = -1000000000123;
const FORUM = -1000000000124;
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const options = {
  bot: { id: 7, username: 'desk_bot', name: 'Desk' },
  users: [
    { id: ALICE, name: 'Alice' },
    { id: BOB, name: 'Bob' },
  ],
  chats: [
    { id: GROUP, title: 'Friends' },
    { id: FORUM, title: 'Forum', topics: [{ id: 7, name: 'Fills' }] },
  ],
};

describe('the chat page', () => {
  let server: TelegramLoopback;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    if (executablePath === undefined) {
      if (isRequired) throw new Error('no Chromium found; install chromium or set CHROMIUM_PATH');
      return;
    }
    server = await createTelegramLoopback(options);
    browser = await chromium.launch({
      executablePath,
      args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
        ' ',
      ),
    });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) problems.push(request.url());
    });
    await page.goto(server.pageUrl);
    await page.waitForSelector('.chat-row.selected');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  }, 30_000);

  const call = async (method: string, parameters: object): Promise<unknown> => {
    const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const body = await readAnswer(response);
    if (!body.ok) throw new Error(body.description);
    return body.result;
  };
  const sent = async (method: string, parameters: object) => numberAt(await call(method, parameters), 'message_id');
  const message = (text: string) => page.getByTestId('message').filter({ hasText: text });
  const openChat = (chatId: number, threadId = 0) =>
    page.click(`[data-testid=chat][data-chat-id="${chatId}"][data-thread-id="${threadId}"]`);
  const composer = () => page.getByTestId('composer');
  const updates = () => server.state().pendingUpdates;

  browserTest(named('sends what is typed: Enter sends, Shift+Enter breaks the line, Up recalls'), async () => {
    await composer().fill('/start now');
    await composer().press('Enter');
    await message('/start now').waitFor();
    await composer().pressSequentially('two');
    await composer().press('Shift+Enter');
    await composer().pressSequentially('lines');
    await page.getByTestId('send').click();
    await server.waitForMessage(({ text }) => text === 'two\nlines');
    expect(updates().map((update) => update.message?.text)).toEqual(['/start now', 'two\nlines']);
    await composer().press('ArrowUp');
    await composer().press('ArrowUp');
    expect(await composer().inputValue()).toBe('/start now');
    await composer().fill('');
  });

  browserTest(named('suggests the commands of the menu'), async () => {
    await call('setMyCommands', {
      commands: [
        { command: 'status', description: 'Is all well?' },
        { command: 'panic', description: 'Close everything' },
      ],
    });
    await page.getByTestId('menu').click();
    expect(await page.getByTestId('suggestion').allTextContents()).toEqual([
      '/statusIs all well?',
      '/panicClose everything',
    ]);
    await composer().press('Escape');
    await composer().pressSequentially('/pa');
    await composer().press('Enter');
    await server.waitForMessage(({ text }) => text === '/panic');
  });

  browserTest(named('draws entities as elements and never as HTML'), async () => {
    await call('sendMessage', {
      chat_id: ALICE,
      parse_mode: 'HTML',
      text: '<b>bold</b> <i>it</i> <u>un</u> <s>st</s> <code>co</code> <a href="https://example.com/">link</a> <tg-spoiler>sp</tg-spoiler>\n<pre><code class="language-ts">let x</code></pre>\n<blockquote>quote</blockquote>&lt;img src=x onerror=alert(1)&gt;',
    });
    const text = message('onerror').getByTestId('message-text');
    for (const [selector, content] of [
      ['strong', 'bold'],
      ['em', 'it'],
      ['u', 'un'],
      ['s', 'st'],
      ['code', 'co'],
      ['a[href="https://example.com/"]', 'link'],
      ['pre', 'let x'],
      ['blockquote', 'quote'],
    ] as const)
      expect(await text.locator(selector).textContent()).toBe(content);
    await text.locator('.spoiler').click();
    expect(await text.locator('.spoiler').getAttribute('class')).toContain('revealed');
    expect(await page.locator('#messages img').count()).toBe(0);
  });

  browserTest(named('presses inline buttons and shows the answer and the edit'), async () => {
    const keyboard = [
      [
        { text: 'Yes', callback_data: 'y', style: 'danger' },
        { text: 'Done', disabled: {} },
      ],
    ];
    const message_id = await sent('sendMessage', {
      chat_id: ALICE,
      text: 'sure?',
      reply_markup: { inline_keyboard: keyboard },
    });
    const buttons = message('sure?').getByTestId('button');
    expect(await buttons.nth(0).getAttribute('data-style')).toBe('danger');
    expect(await buttons.nth(1).isDisabled()).toBe(true);
    await buttons.nth(0).click();
    const query = await until(() => updates().at(-1)?.callback_query);
    expect(query).toMatchObject({ data: 'y', from: { id: ALICE } });
    await call('answerCallbackQuery', { callback_query_id: query.id, text: 'on it' });
    await page.getByTestId('toast').filter({ hasText: 'on it' }).waitFor();
    await call('answerCallbackQuery', { callback_query_id: query.id, text: 'look here', show_alert: true });
    await page.getByRole('dialog').filter({ hasText: 'look here' }).waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
    await call('editMessageText', { chat_id: ALICE, message_id, text: 'flat now' });
    await message('flat now').getByTestId('edited').waitFor();
    expect(await message('flat now').getByTestId('button').count()).toBe(0);
  });

  browserTest(named('shows photos, documents, replies, silence and reactions'), async () => {
    const message_id = await sent('sendMessage', { chat_id: ALICE, text: 'card', disable_notification: true });
    await message('card').getByTestId('silent').waitFor();
    const form = new FormData();
    form.set('chat_id', String(ALICE));
    form.set('reply_parameters', JSON.stringify({ message_id }));
    form.set('caption', 'the chart');
    form.set('photo', new Blob([Buffer.from(PNG, 'base64')]), 'x.png');
    await fetch(`${server.url}/bot${server.token}/sendPhoto`, { method: 'POST', body: form });
    const image = message('the chart').locator('img');
    await image.waitFor();
    expect(await until(() => image.evaluate((element) => (element as { naturalWidth?: number }).naturalWidth))).toBe(1);
    expect(await message('the chart').getByTestId('reply-quote').textContent()).toContain('card');
    form.set('document', new Blob(['a,b']), 'fills.csv');
    await fetch(`${server.url}/bot${server.token}/sendDocument`, { method: 'POST', body: form });
    await message('fills.csv').getByTestId('document').waitFor();
    await call('setMessageReaction', { chat_id: ALICE, message_id, reaction: [{ type: 'emoji', emoji: '👍' }] });
    await page.getByTestId('reactions').filter({ hasText: '👍' }).waitFor();
    await call('deleteMessage', { chat_id: ALICE, message_id });
    await page.locator(`[data-message-id="${message_id}"]`).waitFor({ state: 'detached' });
  });

  browserTest(named('counts unread messages, opens other chats and topics, shows typing'), async () => {
    await call('sendMessage', { chat_id: FORUM, message_thread_id: 7, text: 'filled' });
    const row = page.locator(`[data-chat-id="${FORUM}"][data-thread-id="7"]`);
    await row.getByTestId('unread').waitFor();
    await openChat(FORUM, 7);
    await message('filled').waitFor();
    expect(await row.getByTestId('unread').count()).toBe(0);
    await composer().fill('thanks');
    await composer().press('Enter');
    expect(await server.waitForMessage(({ text }) => text === 'thanks')).toMatchObject({ message_thread_id: 7 });
    await openChat(GROUP);
    await call('sendChatAction', { chat_id: GROUP, action: 'typing' });
    await page.getByTestId('chat-status').filter({ hasText: 'typing' }).waitFor();
    await openChat(ALICE);
  });

  browserTest(named('lets somebody else tap'), async () => {
    const reply_markup = { inline_keyboard: [[{ text: 'Mine', callback_data: 'm' }]] };
    await call('sendMessage', { chat_id: GROUP, text: 'whose?', reply_markup });
    await page.getByTestId('user-select').selectOption(String(BOB));
    await page.locator('.chat-row.selected').waitFor();
    await openChat(GROUP);
    await message('whose?').getByTestId('button').click();
    expect(await until(() => updates().at(-1)?.callback_query)).toMatchObject({ data: 'm', from: { id: BOB } });
    await page.getByTestId('user-select').selectOption(String(ALICE));
  });

  browserTest(named('loads nothing from elsewhere and throws nothing'), () => {
    expect(problems).toEqual([]);
  });

  browserTest(
    named('comes back by itself when the server was restarted'),
    async () => {
      const port = Number(new URL(server.url).port);
      await server.close();
      await page.locator('.offline').waitFor();
      server = await createTelegramLoopback({ ...options, port });
      await page.locator('.app:not(.offline)').waitFor();
      await openChat(ALICE);
      await call('sendMessage', { chat_id: ALICE, text: 'here again' });
      await message('here again').waitFor();
      expect(await page.getByTestId('message').count()).toBe(1);
    },
    20_000,
  );
});

async function until<T>(read: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
