import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { type ApprovalConfig, embeddedConfig, type RouteConfig, type Secret } from '@perpdesk/broker-config';
import { silentLogger, systemClock, type Logger } from '@perpdesk/broker-core';
import type { Message, TelegramLoopback } from '@perpdesk/telegram-loopback';
import type { ConfigSource } from '../reload/config-watch.ts';
import { startProgram, type Program } from '../program/start-program.ts';
import { SAMPLE_ALERT } from '../program/sample-alert.ts';

export const OWNER_ID = 1000001;
export const DEMO_TOKEN = 'demo-token-for-this-machine-only';

export interface ProgramBench {
  readonly program: Program;
  readonly telegram: TelegramLoopback;
  readonly folder: string;
  post(body: string): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  say(text: string): void;
  tap(data: string): void;
  texts(): readonly string[];
  /** The first message, standing or to come, with this in its text. */
  sees(part: string): Promise<Message>;
  /** Its buttons' data. */
  buttons(message: Message): readonly string[];
  /** Signed, base asset; `0` when flat. */
  position(symbol?: string): string;
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
}

/** The embedded desk in this process, on free ports, in a folder of its own unless one is given. */
export async function startProgramBench(options: {
  readonly folder?: string;
  readonly logger?: Logger;
  /** Default 0. */
  readonly alertsGraceMs?: number;
  /** The owner's secret of codes; by default none. */
  readonly totp?: Secret;
  /** Put over what adding risk takes. */
  readonly approval?: Partial<ApprovalConfig>;
  /** Beside the owner. */
  readonly viewers?: readonly number[];
  /** Put over the embedded desk's route. */
  readonly route?: Partial<RouteConfig>;
  /** Where the configuration is read anew, once its folder is there. */
  readonly configSource?: (folder: string) => Promise<ConfigSource>;
  readonly configLookMs?: number;
  readonly onClose: (close: () => Promise<void>) => void;
}): Promise<ProgramBench> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'perpdesk-')));
  if (options.folder === undefined) options.onClose(() => rm(folder, { recursive: true, force: true }));
  const embedded = await embeddedConfig({ folder });
  const { telegram: chat } = embedded;
  const viewers = (options.viewers ?? []).map(
    (id) => ({ id: `${id}`, role: 'viewer', brokers: null, totp: null }) as const,
  );
  const users = [...(chat?.users ?? []).map((user) => ({ ...user, totp: options.totp ?? null })), ...viewers];
  const program = await startProgram({
    config: {
      ...embedded,
      telegram: chat === null ? null : { ...chat, users, approval: { ...chat.approval, ...options.approval } },
      server: { ...embedded.server, port: 0 },
      routes: embedded.routes.map((route) => ({ ...route, ...options.route })),
    },
    ports: {
      clock: systemClock,
      logger: options.logger ?? silentLogger,
      random: (size) => randomBytes(size),
      jitter: () => 0.5,
    },
    loopbackPort: 0,
    ...(options.configSource === undefined ? {} : { configSource: await options.configSource(folder) }),
    configLookMs: options.configLookMs ?? 1_000,
    alertsGraceMs: options.alertsGraceMs ?? 0,
    pollerTimings: { pollSeconds: 2 },
    outboxTimings: { backoffMs: 20, maxBackoffMs: 200 },
    engineTimings: { entryValidityMs: 500, stopValidityMs: 500, absenceMarginMs: 300, lookGapMs: 50 },
  });
  options.onClose(() => program.stop());
  const { loopback: telegram } = program;
  if (telegram === null) throw new Error('The embedded desk has no chat page.');
  const bench: ProgramBench = {
    program,
    telegram,
    folder,
    async post(body) {
      const response = await fetch(`${program.url}/hooks/${DEMO_TOKEN}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async get(path) {
      const response = await fetch(`${program.url}${path}`);
      return { status: response.status, text: await response.text() };
    },
    say: (text) => void telegram.sendText(OWNER_ID, text),
    tap(data) {
      const messages = telegram.messages(OWNER_ID);
      const message = messages.findLast((it) => bench.buttons(it).includes(data));
      if (message === undefined) throw new Error(`No message has the button ${data}.`);
      telegram.tap(OWNER_ID, OWNER_ID, message.message_id, data);
    },
    texts: () => telegram.messages(OWNER_ID).map(({ text }) => (text ?? '').replaceAll('\u202f', ' ')),
    sees: (part) =>
      telegram.waitForMessage(
        ({ text, from }) => from?.is_bot === true && (text ?? '').replaceAll('\u202f', ' ').includes(part),
        { timeoutMs: 15_000 },
      ),
    buttons: ({ reply_markup: markup }) =>
      (markup?.inline_keyboard ?? []).flat().flatMap((button) => {
        const { callback_data: data } = button as { callback_data?: string };
        return data === undefined ? [] : [data];
      }),
    position: (symbol = 'BTCUSDT') => program.manager.view('paper').position(symbol, 'net')?.quantity.toFixed() ?? '0',
    async until(holds) {
      for (let look = 0; look < 1000; look += 1) {
        if (await holds()) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error('It did not come about.');
    },
  };
  return bench;
}

let alerts = 0;

/** The sample alert of the documentation, fired now, with what is given in place. Each is another one, within a second too. */
export function sampleAlert(overrides: Readonly<Record<string, string>> = {}): string {
  alerts += 1;
  const now = new Date(Date.now()).toISOString().replace(/\.\d+/, '');
  const own = { orderId: `order ${alerts}`, barTime: now, firedAt: now };
  return JSON.stringify({ ...SAMPLE_ALERT, ...own, ...overrides });
}

export const FLAT = {
  action: 'sell',
  marketPosition: 'flat',
  marketPositionSize: '0',
  prevMarketPosition: 'long',
  prevMarketPositionSize: '0.02',
  positionSize: '0',
} as const;
