import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimal, systemClock, type Clock } from '@perpdesk/broker-core';
import { createBinanceVenue, type BinanceVenue, type LedgerOrder } from '@perpdesk/binance-venue';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { createChatDoor, type ChatDoor } from './chat-door.ts';
import { createFolder } from './embedded-desk.ts';
import { BIN, startProcess, type ProgramProcess } from './program-process.ts';
import { postAlert, type AlertReply } from './sample-call.ts';
import { until } from './until.ts';

export const OWNER_ID = 111;
export const VIEWER_ID = 222;
const API_KEY = 'the-key-of-account-one';
const SECRET_KEY = 'the-secret-key-of-account-one';
const ROUTE_TOKEN = 'the-token-of-the-route-trend';

export interface AccountKey {
  readonly apiKey: string;
  readonly secretKey: string;
}

/** An exchange and a chat that live on, and the program on its own files between them. */
export interface ExchangeDesk extends AsyncDisposable {
  readonly venue: BinanceVenue;
  /** Of the account at the exchange. */
  readonly key: AccountKey;
  /** The chat page, as the owner. */
  readonly chatUrl: string;
  readonly owner: ChatDoor;
  readonly viewer: ChatDoor;
  /** The one that runs, or ran last. */
  readonly process: ProgramProcess;
  /** Starts the program on its folder; resolves when it says that it runs. */
  start(): Promise<void>;
  /** Where the one that was started last takes alerts of the route. */
  readonly hook: string;
  /** `perpdesk check`, to its end. */
  check(): Promise<{ readonly code: number | null; readonly output: string }>;
  post(body: string): Promise<AlertReply>;
  /** Text of a page of the alert server. */
  get(path: string): Promise<string>;
  /** Base asset, signed; `0` when flat. */
  position(): string;
  /** Plain orders that the exchange ever took, the oldest first. */
  plainOrders(): readonly LedgerOrder[];
  /** What must stand in nothing that is printed or sent. */
  readonly secrets: readonly string[];
}

export interface DeskOptions {
  /** Default demo. */
  readonly environment?: 'demo' | 'live';
  /** Default one-way. */
  readonly positionMode?: 'one-way' | 'hedge';
  /** The route's `protect`, as YAML; default a stop of 1.5 %. */
  readonly protect?: string;
  /** Default a file. */
  readonly journalUrl?: string;
  /** The exchange's; default the machine's. */
  readonly venueClock?: Clock;
  /** What the program runs within, given its folder: `nsenter …`. */
  readonly within?: (folder: string) => readonly string[];
}

export async function createExchangeDesk({
  environment = 'demo',
  positionMode = 'one-way',
  protect = '{ stopLoss: { percent: "1.5" } }',
  journalUrl = 'sqlite:journal.db',
  within = () => [],
  venueClock = systemClock,
}: DeskOptions = {}): Promise<ExchangeDesk> {
  const folder = await createFolder();
  const venue = await createBinanceVenue({
    seed: 1,
    clock: venueClock,
    accounts: [{ name: 'one', apiKey: API_KEY, secretKey: SECRET_KEY }],
    prices: { BTCUSDT: decimal('60000'), ETHUSDT: decimal('3000') },
    // not what the desk takes where no exchange tells it
    fees: { maker: decimal('0.0001'), taker: decimal('0.0004') },
  });
  const telegram = await createTelegramLoopback({
    bot: { id: 7_000_000_004, username: 'perpdesk_bot', name: 'Perpdesk' },
    users: [
      { id: OWNER_ID, name: 'Owner' },
      { id: VIEWER_ID, name: 'Viewer' },
    ],
  });
  const env = { ONE_KEY: API_KEY, ONE_SECRET: SECRET_KEY, ROUTE_TOKEN, BOT_TOKEN: telegram.token };
  const text = configText({ venue, apiRoot: telegram.url, environment, positionMode, protect, journalUrl });
  await writeFile(join(folder.path, 'desk.yaml'), text, { mode: 0o600 });
  const run = (command: 'start' | 'check') =>
    startProcess([BIN, command, '--config', 'desk.yaml'], { folder: folder.path, env, within: within(folder.path) });
  let running: ProgramProcess | null = null;
  let alertsUrl = '';

  const desk: ExchangeDesk = {
    venue,
    key: { apiKey: API_KEY, secretKey: SECRET_KEY },
    chatUrl: `${telegram.pageUrl}?user=${OWNER_ID}`,
    owner: createChatDoor(telegram.pageUrl, OWNER_ID),
    viewer: createChatDoor(telegram.pageUrl, VIEWER_ID),
    get process() {
      if (running === null) throw new Error('No program was started.');
      return running;
    },
    async start() {
      const child = run('start');
      running = child;
      alertsUrl = await until('the program runs', () => {
        if (!child.isRunning()) return 'ended';
        if (!child.output().includes('Ctrl-C ends it.')) return undefined;
        return /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(child.output())?.[1];
      });
      if (alertsUrl === 'ended') throw new Error(`The program has ended: ${child.complaints()}`);
    },
    get hook() {
      return `${alertsUrl}/hooks/${ROUTE_TOKEN}`;
    },
    async check() {
      const child = run('check');
      running = child;
      return { code: await child.ended, output: child.output() };
    },
    post: (body) => postAlert({ url: desk.hook, body }),
    get: async (path) => (await fetch(`${alertsUrl}${path}`)).text(),
    position: () => venue.state('one').positions.find(({ symbol }) => symbol === 'BTCUSDT')?.quantity ?? '0',
    plainOrders: () => venue.state('one').orders.filter(({ algoId }) => algoId === null),
    secrets: Object.values(env),
    async [Symbol.asyncDispose]() {
      await running?.stop();
      await telegram.close();
      await venue.close();
      await folder[Symbol.asyncDispose]();
    },
  };
  return desk;
}

interface ConfigInput extends Required<Omit<DeskOptions, 'within' | 'venueClock'>> {
  readonly venue: BinanceVenue;
  readonly apiRoot: string;
}

/** The documentation's account on a server of this machine. */
function configText({
  venue: { url, wsUrl },
  apiRoot,
  environment,
  positionMode,
  protect,
  journalUrl,
}: ConfigInput): string {
  return `
brokers:
  one:
    type: binance
    environment: ${environment}
    credentials: { apiKey: { env: ONE_KEY }, secretKey: { env: ONE_SECRET } }
    settings: { leverage: 10, marginType: cross, positionMode: ${positionMode} }
    endpoints: { rest: "${url}", stream: "${wsUrl}", wsApi: "${wsUrl}" }
routes:
  trend:
    token: { env: ROUTE_TOKEN }
    mode: chain
    execute: auto
    brokers: [one]
    symbols: [BTCUSDT, ETHUSDT]
    size: { signal: "1" }
    protect: ${protect}
    relay: [desk]
telegram:
  token: { env: BOT_TOKEN }
  apiRoot: "${apiRoot}"
  users: { "${OWNER_ID}": owner, "${VIEWER_ID}": viewer }
  chats: { desk: { id: "${OWNER_ID}" } }
server: { host: 127.0.0.1, port: 0 }
journal: { url: "${journalUrl}" }
`;
}
