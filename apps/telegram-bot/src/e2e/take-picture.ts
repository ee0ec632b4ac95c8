import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimal } from '@perpdesk/broker-core';
import type { Locator } from 'playwright-core';
import { sampleAlert } from '../testing/program-bench.ts';
import { launchBrowser, openChat, type ChatPage } from './browser.ts';
import { startEmbeddedDesk } from './embedded-desk.ts';
import { createExchangeDesk } from './exchange-desk.ts';
import { createPastClock, livePast } from './past-market.ts';
import { postAlert, readCall } from './sample-call.ts';
import { until } from './until.ts';

const DOCS = join(import.meta.dirname, '../../../../docs');
const WIDTH = 460;
const LOOK = { viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 1.5, locale: 'en-GB' } as const;
const PROTECT = '{ stopLoss: { percent: "1.5" }, takeProfits: [{ percent: "2", share: "50%" }, { percent: "4" }] }';

/** Half of a PNG's bytes. */
const FORMAT = { type: 'jpeg', quality: 76 } as const;

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** `docs/chat.jpg`: what the chat shows after the sample alert and a command, from the real page. */
async function takeChat(browser: Browser): Promise<void> {
  await using desk = await startEmbeddedDesk();
  const chat = await openChat(browser, desk.printed.chatUrl, LOOK);
  await chat.page.getByTestId('chat').first().click();
  await postAlert(await readCall(desk.printed.call));
  await chat.sees('BTCUSDT LONG 0.020');
  await chat.say('/long ETHUSDT $500');
  await chat.sees('Nothing is sent before you tap.');
  await chat.page.getByTestId('composer').blur();
  await chat.page.mouse.move(0, 0);
  const hidden = await chat.page.locator('#scroller').evaluate((it) => it.scrollHeight - it.clientHeight);
  await chat.page.setViewportSize({ width: WIDTH, height: LOOK.viewport.height + hidden });
  await writeFile(join(DOCS, 'chat.jpg'), await chat.page.screenshot(FORMAT));
  await chat.page.close();
}

/** One message with its buttons. */
async function takeCard({ page }: ChatPage, name: string, message: Locator): Promise<void> {
  await page.getByTestId('composer').blur();
  await page.mouse.move(0, 0);
  // a message that comes meanwhile draws the list anew
  const picture = await until(`a picture of ${name}`, async () => {
    try {
      return await message.locator('.column').screenshot({ ...FORMAT, timeout: 2000 });
    } catch {
      return undefined;
    }
  });
  await writeFile(join(DOCS, 'cards', `${name}.jpg`), picture);
}

/** `docs/cards`: each kind of card, on a desk with a week behind it. */
async function takeCards(browser: Browser): Promise<void> {
  const clock = createPastClock();
  clock.setBack(7 * 86_400_000);
  await using desk = await createExchangeDesk({ protect: PROTECT, venueClock: clock });
  const price = await livePast(desk.venue, clock, desk.key);
  await desk.start();
  await until('ready', async () => (await desk.get('/readyz')).includes('"ready":true'));
  await mkdir(join(DOCS, 'cards'), { recursive: true });
  const chat = await openChat(browser, desk.chatUrl, {
    ...LOOK,
    viewport: { width: WIDTH, height: 1400 },
  });
  await chat.page.getByTestId('chat').first().click();
  const take = async (name: string, words: string) => takeCard(chat, name, await chat.sees(words));
  const said = chat.page.locator('[data-from=bot]');
  const answer = async (name: string, text: string) => {
    const before = await said.count();
    await chat.say(text);
    await until(`an answer to ${text}`, async () => (await said.count()) > before);
    await takeCard(chat, name, said.last());
  };

  await desk.post(sampleAlert({ price }));
  await take('position', 'BTCUSDT LONG 0.020');
  await takeCard(chat, 'signal', chat.page.getByTestId('message').filter({ hasText: 'flat → long' }).first());
  await take('fill', 'bought 0.02');
  desk.venue.setPrice('BTCUSDT', decimal(price).plus('131.4'));
  await answer('orders', '/orders');
  await answer('accounts', '/accounts');
  await answer('risk', '/risk');
  await answer('status', '/status');
  await answer('chart', '/chart');
  await answer('pnl', '/pnl 7d');
  await answer('confirm', '/long ETHUSDT $500 sl=2% tp=4%');
  await answer('notify', '/notify');
  await answer('help', '/help long');
  await answer('signals', '/signals');
  await answer('route', '/route trend ask');
  await desk.post(sampleAlert({ strategy: 'eth-trend', symbol: 'ETHUSDT.P', price: '3000' }));
  await take('ask', 's left, until');
  await answer('panic', '/panic');
  await chat.page.close();
}

await using browser = await launchBrowser();
const [wanted = 'all'] = process.argv.slice(2);
if (wanted !== 'cards') await takeChat(browser);
if (wanted !== 'chat') await takeCards(browser);
