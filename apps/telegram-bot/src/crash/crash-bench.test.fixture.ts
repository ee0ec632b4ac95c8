import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelegramLoopback, type Message, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { type Kill, NO_KILL, type Passes } from './crash-point.test.fixture.ts';
import { type Answer, postAlert, routeTokenOf } from './post-alert.test.fixture.ts';
import { readToasts } from './read-toasts.test.fixture.ts';
import { type DeskProcess, startDeskProcess } from './desk-process.test.fixture.ts';
import type { DeskProgram } from './desk-program.test.fixture.ts';
import { whyUnsettled } from './settled.test.fixture.ts';
import { readTruth, type Truth } from './truth.test.fixture.ts';

export const OWNER_ID = 1000001;
const PATIENCE_MS = 60_000;

/** What was looked for, or that it is not there yet. */
type Look<T> = T | null | undefined | false;

/** A folder with a configuration, a chat that outlives every desk, and the desk that runs now. */
export interface CrashBench {
  readonly telegram: TelegramLoopback;
  readonly desk: DeskProcess;
  /** Desks that were ended without warning so far. */
  readonly kills: number;
  /** One more, that `restartIfDead` did not see. */
  countKill(): void;
  truth(): Truth;
  /** Starts a desk on the same files, where none runs. */
  start(kill?: Kill): Promise<void>;
  /** What was passed since it was armed; a kill that did not come about will not. Nothing if the desk is dead. */
  disarm(): Promise<Passes>;
  /** Starts the next one if this one is dead. */
  restartIfDead(): Promise<boolean>;
  /** `null`: the connection broke before an answer. */
  post(body: string): Promise<Answer | null>;
  /** Waits until the files say that nothing is left to do; false: the desk died before. */
  settle(signals: number): Promise<boolean>;
  /** What the bot's answers to taps said so far. */
  readonly toasts: readonly string[];
  /** What the bot wrote, oldest first. */
  messages(): readonly Message[];
  until<T>(what: string, look: () => Look<T> | Promise<Look<T>>): Promise<T>;
}

export interface BenchOptions {
  readonly program: DeskProgram;
  /** How long the exchange has an order before it matches it; default 0. */
  readonly latencyMs?: number;
}

export async function withCrashBench<T>(
  { program, latencyMs = 0 }: BenchOptions,
  use: (bench: CrashBench) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-crash-'));
  const telegram = await createTelegramLoopback({ port: 0, users: [{ id: OWNER_ID, name: 'Owner' }] });
  const closed = new AbortController();
  const toasts = readToasts(telegram.pageUrl, OWNER_ID, closed.signal);
  let desk: DeskProcess | null = null;
  try {
    await writeFile(join(folder, 'perpdesk.yaml'), configText(telegram, folder), { mode: 0o600 });
    const bench = createBench(folder, telegram, toasts, {
      current: () => {
        if (desk === null) throw new Error('No desk was started.');
        return desk;
      },
      start: async (kill) => {
        desk = await startDeskProcess({ folder, program, latencyMs, kill });
      },
    });
    return await use(bench);
  } finally {
    await (desk as DeskProcess | null)?.kill();
    closed.abort();
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Desks {
  current(): DeskProcess;
  start(kill?: Kill): Promise<void>;
}

function createBench(folder: string, telegram: TelegramLoopback, toasts: readonly string[], desks: Desks): CrashBench {
  let kills = 0;
  const bench: CrashBench = {
    telegram,
    toasts,
    get desk() {
      return desks.current();
    },
    get kills() {
      return kills;
    },
    countKill() {
      kills += 1;
    },
    truth: () => readTruth(folder),
    async start(kill) {
      await desks.start(kill);
      if (kill !== undefined) return;
      if (bench.desk.isDead) throw new Error(`The desk did not start. ${bench.desk.log}`);
      const { url } = bench.desk;
      await bench.until('the desk is ready', () =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
    },
    async disarm() {
      try {
        const passes = await bench.desk.passes();
        await bench.desk.arm(NO_KILL);
        return passes;
      } catch {
        await bench.until('the desk that gave no answer is dead', () => bench.desk.isDead);
        return {};
      }
    },
    async restartIfDead() {
      if (!bench.desk.isDead) return false;
      kills += 1;
      await bench.start();
      return true;
    },
    async post(body) {
      try {
        const answer = await postAlert({ url: bench.desk.url, folder }, body);
        if (answer === null) throw new Error('Another server has answered.');
        return answer;
      } catch {
        await bench.until('the desk that gave no answer is dead', () => bench.desk.isDead);
        return null;
      }
    },
    async settle(signals) {
      let why: string | null = '';
      const done = await bench
        .until('the desk is settled', () => {
          if (bench.desk.isDead) return 'dead';
          why = whyUnsettled(folder, signals);
          return why === null ? 'settled' : null;
        })
        .catch((error: unknown) => {
          throw new Error(`${String(error)} ${why} ${bench.desk.log}`);
        });
      return done === 'settled';
    },
    messages: () => telegram.messages(OWNER_ID).filter(({ from }) => from?.is_bot === true),
    async until(what, look) {
      for (const limit = Date.now() + PATIENCE_MS; Date.now() < limit;) {
        const seen = await look();
        if (seen !== null && seen !== undefined && seen !== false) return seen;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      throw new Error(`It did not come about: ${what}.`);
    },
  };
  return bench;
}

/** Prices stand still, so that no stop fires by itself. */
function configText({ url, token }: TelegramLoopback, folder: string): string {
  return `
brokers: { paper: { settings: { balances: { USDT: "10000" }, volatility: "0", prices: { BTCUSDT: "60000" } } } }
routes:
  trend:
    token: ${routeTokenOf(folder)}
    brokers: [paper]
    symbols: [BTCUSDT]
    size: { signal: "1" }
    protect: { stopLoss: { percent: "1.5" } }
    relay: [desk]
telegram:
  token: "${token}"
  apiRoot: "${url}"
  users: { "${OWNER_ID}": owner }
  chats: { desk: { id: "${OWNER_ID}" } }
server: { port: 0 }
journal: { url: "sqlite:perpdesk.db" }
`;
}
