import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, openChat } from './browser.ts';
import { startEmbeddedDesk } from './embedded-desk.ts';
import { postAlert, readCall } from './sample-call.ts';

const PICTURE = join(import.meta.dirname, '../../../../docs/chat.png');
const WIDTH = 460;
const LOOK = { viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 1.75, locale: 'en-GB' } as const;

/** Writes `docs/chat.png`: what the chat shows after the sample alert and a command, from the real page. */
async function takePicture(): Promise<void> {
  await using browser = await launchBrowser();
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
  await writeFile(PICTURE, await chat.page.screenshot());
}

await takePicture();
