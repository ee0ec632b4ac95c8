import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBinanceVenue, type BinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { createChatDoor, type ChatDoor } from './chat-door.ts';
import { createFolder } from './embedded-desk.ts';
import { BIN, startProcess, type ProgramProcess } from './program-process.ts';
import { postAlert, type AlertReply } from './sample-call.ts';
import { until } from './until.ts';

const OWNER_ID = 111;

/** Three accounts and two routes between an exchange and a chat on loopback; the program runs on its own file. */
export interface ThreeBrokersDesk extends AsyncDisposable {
  readonly venue: BinanceVenue;
  readonly owner: ChatDoor;
  readonly process: ProgramProcess;
  /** `token`: of a route. */
  post(body: string, token: string): Promise<AlertReply>;
  get(path: string): Promise<string>;
  /** Base asset, signed, of the instrument; `0` when flat. */
  position(account: 'main' | 'scalps', symbol?: string): string;
  /** Changes the file as editors do: beside it, then in its place. */
  edit(from: string | RegExp, to: string): Promise<void>;
  /** A file beside it. */
  write(name: string, text: string): Promise<void>;
}

export const TOKENS = { trend: 'the-token-of-the-route-trend', swing: 'the-token-of-the-route-swing' };
export const KEYS = {
  main: { apiKey: 'the-key-of-main', secretKey: 'the-secret-of-main' },
  scalps: { apiKey: 'the-key-of-scalps', secretKey: 'the-secret-of-scalps' },
};

export async function startThreeBrokers(): Promise<ThreeBrokersDesk> {
  const folder = await createFolder();
  const venue = await createBinanceVenue({
    seed: 1,
    accounts: [
      { name: 'main', ...KEYS.main, positionMode: 'hedge' },
      { name: 'scalps', ...KEYS.scalps },
    ],
    prices: { BTCUSDT: decimal('60000'), ETHUSDT: decimal('3000') },
  });
  const telegram = await createTelegramLoopback({
    bot: { id: 7_000_000_005, username: 'perpdesk_bot', name: 'Perpdesk' },
    users: [{ id: OWNER_ID, name: 'Owner' }],
  });
  const path = join(folder.path, 'perpdesk.yaml');
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text, { mode: 0o600 });
  await write('main.key', KEYS.main.apiKey);
  await write('main.secret', KEYS.main.secretKey);
  await write('perpdesk.yaml', configText(venue, telegram.url));
  const child = startProcess([BIN, 'start'], {
    folder: folder.path,
    env: {
      B_KEY: KEYS.scalps.apiKey,
      B_SECRET: KEYS.scalps.secretKey,
      T1: TOKENS.trend,
      T2: TOKENS.swing,
      BOT_TOKEN: telegram.token,
    },
  });
  const end = async () => {
    await child.stop();
    await telegram.close();
    await venue.close();
    await folder[Symbol.asyncDispose]();
  };
  try {
    const alertsUrl = await until('the program runs', () => {
      if (!child.isRunning()) throw new Error(`The program has ended: ${child.complaints()}`);
      return /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(child.output())?.[1];
    });
    const get = async (page: string) => (await fetch(`${alertsUrl}${page}`)).text();
    await until('ready', async () => (await get('/readyz')).includes('"ready":true'));
    return {
      venue,
      owner: createChatDoor(telegram.pageUrl, OWNER_ID),
      process: child,
      post: (body, token) => postAlert({ url: `${alertsUrl}/hooks/${token}`, body }),
      get,
      position: (account, symbol = 'BTCUSDT') =>
        venue.state(account).positions.find((it) => it.symbol === symbol)?.quantity ?? '0',
      async edit(from, to) {
        const text = await readFile(path, 'utf8');
        const next = text.replace(from, to);
        if (next === text) throw new Error(`The file does not have ${String(from)}.`);
        await write('perpdesk.yaml~', next);
        await rename(`${path}~`, path);
      },
      write,
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function configText({ url, wsUrl }: BinanceVenue, apiRoot: string): string {
  const endpoints = `endpoints: { rest: "${url}", stream: "${wsUrl}", wsApi: "${wsUrl}" }`;
  return `
brokers:
  main:
    type: binance
    environment: demo
    credentials: { apiKey: { file: main.key }, secretKey: { file: main.secret } }
    settings: { leverage: 10, positionMode: hedge }
    ${endpoints}
  scalps:
    type: binance
    environment: demo
    credentials: { apiKey: { env: B_KEY }, secretKey: { env: B_SECRET } }
    recvWindow: 2s
    absenceMargin: 500ms
    settings: { leverage: 5, marginType: isolated, positionMode: one-way }
    ${endpoints}
  paper: { settings: { balances: { USDT: "10000" }, volatility: "0", prices: { BTCUSDT: "60000", ETHUSDT: "3000" } } }
routes:
  trend:
    token: { env: T1 }
    brokers: [main, { name: scalps, factor: "0.5" }, { name: paper, factor: "2" }]
    symbols: [BTCUSDT]
    size: { signal: "1" }
    protect: { stopLoss: { percent: "1.5" } }
    limits: { maxNotional: "20000", dailyLoss: "300" }
    relay: [desk]
  swing:
    token: { env: T2 }
    mode: target
    execute: ask
    brokers: [main]
    symbols: [ETHUSDT]
    size: { riskPercent: "1" }
    protect: { stopLoss: { percent: "2" } }
    relay: [desk]
telegram:
  token: { env: BOT_TOKEN }
  apiRoot: "${apiRoot}"
  users: { "${OWNER_ID}": owner }
  chats: { desk: { id: "${OWNER_ID}" } }
server: { port: 0 }
journal: { url: "sqlite:perpdesk.db" }
`;
}
