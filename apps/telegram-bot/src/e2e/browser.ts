import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

/** Where Chromium is on this machine; `undefined` where there is none. */
export const CHROMIUM = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

export const NO_CHROMIUM = 'no Chromium found: install chromium or set CHROMIUM_PATH';

const PATIENCE_MS = 45_000;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS });
}

/** The chat page, as a person uses it. */
export interface ChatPage {
  readonly page: Page;
  /** Errors of the page, and what it asked of others than its own server. */
  readonly problems: readonly string[];
  say(text: string): Promise<void>;
  /** The newest message with that in its text, once it stands there; any white space is one space. */
  sees(text: string): Promise<Locator>;
  /** What it says, and its buttons; any white space is one space. */
  read(message: Locator): Promise<string>;
  /** A button below that message. */
  button(message: Locator, label: string): Locator;
  /** Goes on as another person. */
  become(userId: number): Promise<void>;
}

export async function openChat(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<ChatPage> {
  const page = await browser.newPage(options);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) problems.push(request.url());
  });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  return {
    page,
    problems,
    async say(text) {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },
    async sees(text) {
      const found = page.getByTestId('message').filter({ hasText: text }).last();
      await found.waitFor();
      return found;
    },
    read: async (message) => (await message.innerText()).replaceAll(/\s+/g, ' '),
    button: (below, label) => below.getByTestId('button').filter({ hasText: label }),
    async become(userId) {
      await page.getByTestId('user-select').selectOption(userId.toString());
    },
  };
}
