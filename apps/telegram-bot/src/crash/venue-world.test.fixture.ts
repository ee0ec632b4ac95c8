import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BinanceVenue, createBinanceVenue, type VenueState } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import type { Kill } from './crash-point.test.fixture.ts';
import { type DeskProcess, startDeskProcess } from './desk-process.test.fixture.ts';
import type { DeskProgram } from './desk-program.test.fixture.ts';
import type { DeskTimings } from './desk-timings.test.fixture.ts';
import { lagsIn, watchLags } from './lags.test.fixture.ts';
import type { Span } from './naked-spells.test.fixture.ts';
import { type Answer, postAlert, routeTokenOf } from './post-alert.test.fixture.ts';
import { createJournalPlace, type Database, type JournalPlace } from './journal-place.test.fixture.ts';

export const OWNER_ID = 1000001;
const SECRET_KEY = 'a-secret-key-for-crash-tests-only';
const PATIENCE_MS = 60_000;

/** `one` is one-way, `two` has a long and a short side. */
export const ACCOUNTS = ['one', 'two'] as const;

/** When a desk was there to act; it lives while its end is null. */
interface Life extends Span {
  to: number | null;
}

/** An exchange, a chat and a journal that outlive every desk, and the desk between them. */
export interface VenueWorld {
  readonly folder: string;
  readonly venue: BinanceVenue;
  readonly telegram: TelegramLoopback;
  readonly journal: JournalPlace;
  readonly lives: readonly Span[];
  /** When desk or exchange did not get to run. */
  readonly lags: readonly Span[];
  /** The one that runs, or ran last. */
  readonly desk: DeskProcess;
  /** What all desks complained of so far. */
  readonly log: string;
  state(account: string): VenueState;
  /** Starts a desk where none runs; resolves when it is ready, or dead. */
  start(end?: { readonly kill?: Kill; readonly killAfterMs?: number }): Promise<void>;
  /** Notes that the desk is dead. */
  bury(): Promise<void>;
  /** `null`: no answer. */
  post(body: string): Promise<Answer | null>;
  until<T>(what: string, look: () => T | null | false | Promise<T | null | false>, ms?: number): Promise<T>;
  close(): Promise<void>;
}

export interface VenueWorldOptions {
  readonly database: Database;
  readonly seed: number;
  readonly timings: DeskTimings;
  readonly program: DeskProgram;
}

export async function createVenueWorld(options: VenueWorldOptions): Promise<VenueWorld> {
  const { database, seed, timings, program } = options;
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-crash-'));
  const journal = await createJournalPlace(database, folder);
  const telegram = await createTelegramLoopback({ port: 0, users: [{ id: OWNER_ID, name: 'Owner' }] });
  const venue = await createBinanceVenue({
    seed,
    accounts: ACCOUNTS.map((name) => ({
      name,
      apiKey: `key-of-${name}`,
      secretKey: SECRET_KEY,
      balances: { USDT: decimal('1000000') },
      positionMode: name === 'one' ? 'one-way' : 'hedge',
    })),
    prices: { BTCUSDT: decimal('60000'), ETHUSDT: decimal('3000'), SOLUSDT: decimal('150') },
  });
  await writeFile(
    join(folder, 'perpdesk.yaml'),
    configText(venue, telegram, { journalUrl: journal.url, token: routeTokenOf(folder) }),
    { mode: 0o600 },
  );
  const lives: Life[] = [];
  const ownLags: Span[] = [];
  const endLags = watchLags((from, to) => void ownLags.push({ from, to }));
  let desk: DeskProcess | null = null;
  let earlierLog = '';

  const world: VenueWorld = {
    folder,
    venue,
    telegram,
    journal,
    lives,
    get lags() {
      return [...ownLags, ...lagsIn(world.log)];
    },
    get desk() {
      if (desk === null) throw new Error('No desk was started.');
      return desk;
    },
    get log() {
      return `${earlierLog}${desk?.log ?? ''}`;
    },
    state: (account) => venue.state(account),
    async start(end = {}) {
      earlierLog = `${world.log}--- a desk starts\n`;
      // starting again and again is no abuse here
      venue.clearLimits();
      desk = await startDeskProcess({ folder, program, timings, ...end });
      const life = { from: Date.now(), to: null };
      if (!desk.isDead) lives.push(life);
      if (desk.isDead && end.kill === undefined && end.killAfterMs === undefined) {
        throw new Error(`The desk did not start. ${desk.log}`);
      }
    },
    async bury() {
      await world.desk.kill();
      if (timings === 'quick') await journal.freeLease();
      const life = lives.at(-1);
      if (life !== undefined) life.to ??= Date.now();
    },
    async post(body) {
      try {
        return await postAlert({ url: world.desk.url, folder }, body, AbortSignal.timeout(5_000));
      } catch {
        return null;
      }
    },
    async until(what, look, ms = PATIENCE_MS) {
      for (const limit = Date.now() + ms; Date.now() < limit;) {
        const seen = await look();
        if (seen !== null && seen !== false) return seen;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`It did not come about: ${what}.`);
    },
    async close() {
      endLags();
      await desk?.kill();
      await telegram.close();
      await venue.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function configText(
  venue: BinanceVenue,
  telegram: TelegramLoopback,
  { journalUrl, token }: { readonly journalUrl: string; readonly token: string },
): string {
  const { url, wsUrl } = venue;
  const account = (name: string, positionMode: string) => `
  ${name}:
    type: binance
    environment: demo
    credentials: { apiKey: key-of-${name}, secretKey: ${SECRET_KEY} }
    settings: { leverage: 10, marginType: cross, positionMode: ${positionMode} }
    endpoints: { rest: "${url}", stream: "${wsUrl}", wsApi: "${wsUrl}" }`;
  return `
brokers:${account('one', 'one-way')}${account('two', 'hedge')}
routes:
  trend:
    token: ${token}
    brokers: [one, two]
    symbols: [BTCUSDT, ETHUSDT]
    size: { signal: "1" }
    protect: { stopLoss: { percent: "1.5" }, takeProfits: [{ percent: "2", share: "50%" }, { percent: "4" }] }
    relay: [desk]
telegram:
  token: "${telegram.token}"
  apiRoot: "${telegram.url}"
  users: { "${OWNER_ID}": owner }
  chats: { desk: { id: "${OWNER_ID}" } }
server: { port: 0 }
journal: { url: "${journalUrl}" }
`;
}
