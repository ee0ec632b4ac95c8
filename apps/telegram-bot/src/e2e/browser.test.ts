import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launchBrowser, NO_CHROMIUM, openChat, type ChatPage } from './browser.ts';
import { createFolder, OWNER_ID, startEmbeddedDesk, STRANGER_ID, type EmbeddedDesk } from './embedded-desk.ts';
import { postAlert, runCall, toFlat } from './sample-call.ts';
import { readOrders } from './stored-rows.ts';
import { until } from './until.ts';

const isRequired = (process.env['CI'] ?? '') !== '';
const describeChat = CHROMIUM !== undefined || isRequired ? describe : describe.skip;
const TIMEOUT = 120_000;

describeChat(`the chat page of the embedded desk${CHROMIUM === undefined ? ` (${NO_CHROMIUM})` : ''}`, () => {
  const toEnd: AsyncDisposable[] = [];
  let desk: EmbeddedDesk;
  let chat: ChatPage;

  beforeAll(async () => {
    // before the desk, so that nothing is left running where there is none
    const browser = await launchBrowser();
    toEnd.push(browser);
    desk = await startEmbeddedDesk();
    toEnd.push(desk);
    chat = await openChat(browser, desk.printed.chatUrl);
  }, TIMEOUT);
  afterAll(async () => {
    for (const it of toEnd.toReversed()) await it[Symbol.asyncDispose]();
  }, TIMEOUT);

  const count = () => chat.page.getByTestId('message').count();
  /** A command's answer comes after what was to be sent before it, and says that nothing waits. */
  const settle = async () => {
    await chat.say('/status');
    await chat.sees('Outbox empty');
  };

  test(
    'greets its owner',
    async () => {
      await chat.say('/start');
      const card = await chat.sees('You are owner');
      expect(await chat.read(card)).toContain('You are owner · PAPER paper');
    },
    TIMEOUT,
  );

  test(
    'shows what the printed call does, once, and the way out',
    async () => {
      expect(desk.printed.afterCall).toBe('');
      const folder = await createFolder();
      toEnd.push(folder);
      const { answer, request } = await runCall(desk.printed.call, folder.path);
      expect(answer).toMatchObject({ result: 'accepted' });
      await chat.sees('demo · BTCUSDT opens long');
      const fill = await chat.sees('BTCUSDT bought 0.020');
      expect(await chat.read(fill)).toMatch(/bought 0\.020 at \d\d \d{3}\.\d fee \d\.\d\d USDT/);
      const position = await chat.sees('BTCUSDT LONG 0.020 · 10x cross');
      expect(await chat.read(position)).toMatch(/entry \d\d \d{3}\.\d · mark \d\d \d{3}\.\d/);
      await chat.button(position, 'Close 50 %').waitFor();
      const orders = [{ symbol: 'BTCUSDT', side: 'buy', type: 'market', status: 'filled', quantity: '0.02' }];
      expect(readOrders(desk.folder)).toEqual(orders);

      const before = await count();
      expect(await postAlert(request)).toMatchObject({ status: 200, body: { result: 'duplicate' } });
      await settle();
      // the command and its answer
      expect(await count()).toBe(before + 2);
      expect(readOrders(desk.folder)).toEqual(orders);

      expect(await postAlert(toFlat(request))).toMatchObject({ status: 200, body: { result: 'accepted' } });
      await chat.sees('demo · BTCUSDT closes long');
      await chat.sees('BTCUSDT sold 0.020');
      await chat.sees('BTCUSDT closed by the signal');
      expect(readOrders(desk.folder)).toMatchObject([{ side: 'buy' }, { side: 'sell', status: 'filled' }]);
      await chat.say('/positions');
      await chat.sees('No open positions.');
    },
    TIMEOUT,
  );

  test(
    'places an order by a tap, and one order for two taps',
    async () => {
      const before = readOrders(desk.folder).length;
      await chat.say('/long BTCUSDT $500');
      const card = await chat.sees('LONG BTCUSDT 0.00');
      expect(await chat.read(card)).toMatch(/notional ≈ \d{3}\.\d\d USDT.*10x cross.*fee ≈.*Nothing is sent/);
      expect(readOrders(desk.folder)).toHaveLength(before);
      await chat.button(card, 'Place LONG').click();
      await chat.sees('BTCUSDT bought 0.00');
      const placed = chat.button(card, '✓ Filled 0.00');
      await placed.click();
      await chat.page.getByTestId('toast').filter({ hasText: 'Already answered: #' }).waitFor();
      await settle();
      expect(readOrders(desk.folder)).toHaveLength(before + 1);
    },
    TIMEOUT,
  );

  test(
    'ends flat after /panic, and blocked',
    async () => {
      await chat.say('/panic');
      const card = await chat.sees('closes every position at market');
      const red = chat.button(card, 'Close everything now');
      expect(await red.getAttribute('data-style')).toBe('danger');
      await red.click();
      expect(await chat.read(await chat.sees('The exchange confirmed it twice.'))).toContain(
        'FLAT closed paper BTCUSDT LONG 0.00',
      );
      await chat.button(card, '✓ FLAT').waitFor();
      await chat.say('/positions');
      await chat.sees('No open positions.');
      expect(readOrders(desk.folder).at(-1)).toMatchObject({ side: 'sell', status: 'filled' });

      await chat.say('/long BTCUSDT $500');
      await chat.sees('blocked after /panic');
      await chat.say('/resume');
      await chat.sees('Resumed by user');
    },
    TIMEOUT,
  );

  test(
    'tells a stranger nothing but who they are',
    async () => {
      await chat.become(STRANGER_ID);
      await chat.say('/whoami');
      expect(await chat.read(await chat.sees('role none'))).toContain(`user ${STRANGER_ID}`);
      const attempts = ['/start', '/help', '/positions', '/long BTCUSDT $500', '/panic', 'hello', '/resume'];
      for (const text of attempts) await chat.say(text);
      const denied = chat.page.getByTestId('message').filter({ hasText: 'You have no access to this desk.' });
      await until('every attempt is answered', async () => (await denied.count()) === attempts.length);
      expect(await chat.page.locator('[data-from=bot]').count()).toBe(attempts.length + 1);
      await chat.become(OWNER_ID);
      await chat.sees('Resumed by user');
    },
    TIMEOUT,
  );

  test(
    'stays calm whatever is typed',
    async () => {
      const before = readOrders(desk.folder).length;
      const nonsense = [
        ['buy me a coffee', 'I listen to commands'],
        ['/moon', 'I do not know /moon.'],
        ['/long', 'Say what and how much'],
        ['/long BTCUSDT a lot', 'one word too many'],
        ['/short BTCUSD $500', 'BTCUSDT'],
        ['/close BTCUSDT 500%', '“500%” is no part.'],
        ['/long BTCUSDT -1', '“-1” is no size.'],
        ['<b>*_[x](y)`😀', 'I listen to commands'],
      ] as const;
      for (const [text, answer] of nonsense) {
        const bot = chat.page.locator('[data-from=bot]');
        const answers = await bot.count();
        await chat.say(text);
        await until(`an answer to ${text}`, async () => (await bot.count()) === answers + 1);
        expect(await chat.read(bot.last())).toContain(answer);
      }
      expect(readOrders(desk.folder)).toHaveLength(before);
      expect(chat.problems).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'ends cleanly when it is told to',
    async () => {
      expect(desk.process.isRunning()).toBe(true);
      expect(await desk.process.stop()).toBe(0);
      expect(desk.process.complaints()).toBe('Stopping.\n');
    },
    TIMEOUT,
  );
});
