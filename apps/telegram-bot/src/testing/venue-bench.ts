import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBinanceVenue, type BinanceVenue } from '@perpdesk/binance-venue';
import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { decimal, systemClock } from '@perpdesk/broker-core';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { createLogger } from '../program/create-logger.ts';
import { resolveConfig } from '../program/resolve-config.ts';
import { startProgram, type Program } from '../program/start-program.ts';

export const OWNER_ID = 111;

/** All that is secret about a desk. */
export interface DeskSecrets {
  readonly apiKey: string;
  readonly secretKey: string;
  readonly botToken: string;
  readonly token: string;
  readonly oldToken: string;
  /** Asked for in the body of alerts. */
  readonly secret: string;
}

export interface VenueBench {
  readonly program: Program;
  readonly config: PerpdeskConfig;
  readonly venue: BinanceVenue;
  readonly telegram: TelegramLoopback;
  readonly folder: string;
  /** Every line of the log, from debug on, before any redaction. */
  log(): string;
  /** Posts to a path, by default with the new token. */
  post(body: string | Uint8Array<ArrayBuffer>, init?: RequestInit & { readonly path?: string }): Promise<Response>;
  text(path: string): Promise<string>;
  sees(part: string): Promise<void>;
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
}

export interface VenueBenchOptions {
  readonly secrets: DeskSecrets;
  /** Lines of the route, each with a break at its end. */
  readonly route?: string;
  /** Further variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Lines of the server block. */
  readonly server?: string;
  /** Default: a file in the folder. */
  readonly journalUrl?: string;
  readonly onClose: (close: () => Promise<void>) => void;
}

/** The whole program in this process, between an exchange and a chat on loopback. */
export async function startVenueBench({
  secrets,
  route = '',
  env = {},
  server = '',
  journalUrl = 'sqlite:journal.db',
  onClose,
}: VenueBenchOptions): Promise<VenueBench> {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  const { apiKey, secretKey, botToken: token } = secrets;
  const venue = await createBinanceVenue({
    seed: 1,
    accounts: [{ name: 'one', apiKey, secretKey }],
    prices: { BTCUSDT: decimal('60000'), ETHUSDT: decimal('3000') },
  });
  onClose(() => venue.close());
  const telegram = await createTelegramLoopback({ token, users: [{ id: OWNER_ID, name: 'Owner' }] });
  onClose(() => telegram.close());
  const text = `
brokers:
  one:
    type: binance
    credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } }
    settings: { leverage: 10, marginType: cross, positionMode: one-way }
    endpoints: { rest: "${venue.url}", stream: "${venue.wsUrl}", wsApi: "${venue.wsUrl}" }
routes:
  trend:
    token: [{ env: NEW_TOKEN }, { env: OLD_TOKEN }]
    brokers: [one]
    symbols: [BTCUSDT, ETHUSDT]
    size: { signal: "1" }
    protect: { stopLoss: { percent: "1.5" } }
    relay: [desk]
${route}telegram:
  token: { env: BOT_TOKEN }
  apiRoot: "${telegram.url}"
  users: { "${OWNER_ID}": owner }
  chats: { desk: { id: "${OWNER_ID}" } }
server:
  port: 0
${server}journal: { url: "${journalUrl}" }
`;
  const { result } = await resolveConfig({
    cwd: folder,
    configPath: join(folder, 'perpdesk.yaml'),
    env: {
      ...env,
      KEY: apiKey,
      SECRET: secretKey,
      BOT_TOKEN: token,
      NEW_TOKEN: secrets.token,
      OLD_TOKEN: secrets.oldToken,
      BODY_SECRET: secrets.secret,
    },
    readFile: async () => text,
    fileMode: async () => null,
    exists: async () => true,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  let log = '';
  const program = await startProgram({
    config: result.config,
    ports: {
      clock: systemClock,
      logger: createLogger({
        level: 'debug',
        destination: { write: (line) => void (log += line) },
        redact: (line) => line,
      }),
      random: (size) => randomBytes(size),
      jitter: () => 0.5,
    },
    alertsGraceMs: 0,
    pollerTimings: { pollSeconds: 2, backoffMs: 50 },
    outboxTimings: { backoffMs: 20, maxBackoffMs: 200 },
    engineTimings: { entryValidityMs: 500, stopValidityMs: 500, absenceMarginMs: 300, lookGapMs: 50 },
  });
  onClose(() => program.stop());
  const bench: VenueBench = {
    program,
    config: result.config,
    venue,
    telegram,
    folder,
    log: () => log,
    post: (body, { path = `/hooks/${secrets.token}`, ...init } = {}) =>
      fetch(`${program.url}${path}`, { method: 'POST', body, ...init }),
    text: async (path) => (await fetch(`${program.url}${path}`)).text(),
    async sees(part) {
      await telegram.waitForMessage(({ text: said = '' }) => said.replaceAll('\u202f', ' ').includes(part), {
        timeoutMs: 20_000,
      });
    },
    async until(what, holds) {
      for (let look = 0; look < 2_000; look += 1) {
        if (await holds()) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`It did not come about: ${what}.`);
    },
  };
  await bench.until('ready', async () => (await bench.text('/readyz')).includes('"ready":true'));
  return bench;
}
