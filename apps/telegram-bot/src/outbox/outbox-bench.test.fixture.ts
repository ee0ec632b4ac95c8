import { afterEach } from 'vitest';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal, OutboxMessage } from '@perpdesk/journal/port';
import { createTelegramLoopback, type FaultRule, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { Api } from 'grammy';
import type { PositionReport } from '../desk/account-reports.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createEditMessage } from '../live/edit-message.ts';
import { createNotifyBook, type NotifyBook } from '../notify/notify-book.ts';
import { createSendMessage } from '../telegram/send-message.ts';
import { createChatDirectory, type NamedChat } from './chat-directory.ts';
import { createChatFlags, type ChatFlags } from './chat-flags.ts';
import { createObservedJournal } from './observed-journal.ts';
import { createOutboxWorker, type OutboxOutcome, type OutboxTimings, type OutboxWorker } from './outbox-worker.ts';

export const USER = 1000001;
export const OTHER = 1000002;
export const GROUP = -1001;
export const SMALL_GROUP = -55;

const CHATS: readonly NamedChat[] = [
  { name: 'desk', id: `${USER}`, topic: null, notify: { 'order.expired': 'off' } },
  { name: 'other', id: `${OTHER}`, topic: null, notify: {} },
  { name: 'group', id: `${GROUP}`, topic: 7, notify: {} },
  { name: 'general', id: `${GROUP}`, topic: null, notify: {} },
  { name: 'small', id: `${SMALL_GROUP}`, topic: null, notify: {} },
  { name: 'lost', id: '-1009', topic: null, notify: {} },
  { name: 'old-topic', id: `${GROUP}`, topic: 99, notify: {} },
];

const TIMINGS: OutboxTimings = {
  backoffMs: 20,
  maxBackoffMs: 50,
  sweepMs: 60_000,
  cardDelayMs: 30,
  refreshMs: 60_000,
  giveUpMs: 60_000,
  staleMs: 600_000,
  burst: 5,
  restMs: 30,
};

export interface OutboxBench {
  readonly telegram: TelegramLoopback;
  readonly journal: Journal;
  readonly worker: OutboxWorker;
  readonly flags: ChatFlags;
  readonly notify: NotifyBook;
  /** What became of each row. */
  readonly outcomes: readonly OutboxOutcome[];
  /** A message that says `user <id>`; what is given stands over it. */
  post(id: number, target?: string, message?: Partial<OutboxMessage>): Promise<void>;
  /** One commit, so that the worker sees all of them at once. */
  postAll(ids: readonly number[], target?: string, message?: Partial<OutboxMessage>): Promise<void>;
  /** Ends when nothing waits any more but for chats that cannot be reached. */
  settled(): Promise<void>;
  texts(chatId?: number): readonly string[];
  close(): Promise<void>;
}

export interface OutboxBenchOptions {
  readonly faults?: readonly FaultRule[];
  readonly memory?: Journal;
  readonly timings?: Partial<OutboxTimings>;
  /** What summaries bring. */
  readonly picture?: Uint8Array;
  /** A card asks how its position stands; left out, or where it answers nothing: it is flat. */
  readonly onPosition?: (symbol: string) => PositionReport | void;
}

async function createOutboxBench(options: OutboxBenchOptions = {}): Promise<OutboxBench> {
  const { faults = [], memory = createMemoryJournal(), timings = {} } = options;
  const telegram = await createTelegramLoopback({
    users: [
      { id: USER, name: 'Owner' },
      { id: OTHER, name: 'Other' },
    ],
    chats: [
      { id: GROUP, title: 'Group', topics: [{ id: 7, name: 'Signals' }] },
      { id: SMALL_GROUP, title: 'Small', type: 'group' },
    ],
  });
  telegram.addFaults(faults);
  let wake = (_targets: readonly string[]) => {};
  const journal = createObservedJournal(memory, { onMessages: (targets) => wake(targets) });
  const flags = createChatFlags(journal);
  await flags.load();
  const directory = createChatDirectory(CHATS, []);
  const notify = createNotifyBook({ journal, directory, now: () => systemClock.now() });
  const outcomes: OutboxOutcome[] = [];
  const api = new Api(telegram.token, { apiRoot: telegram.url, timeoutSeconds: 1 });
  const worker = createOutboxWorker({
    journal,
    clock: systemClock,
    logger: silentLogger,
    timings: { ...TIMINGS, ...timings },
    directory,
    speeches: { ofTarget: () => PLAIN_SPEECH },
    flags,
    notify,
    view: {
      scales: () => null,
      async position(_brokerId, symbol) {
        return options.onPosition?.(symbol) ?? null;
      },
      result: async () => null,
      drawSummary: async () => options.picture ?? null,
    },
    send: createSendMessage(api),
    edit: createEditMessage(api),
    ownerTargets: ['desk'],
    observe: (outcome) => void outcomes.push(outcome),
  });
  wake = (targets) => worker.wake(targets);
  const messageOf = (id: number, target: string, message: Partial<OutboxMessage>): OutboxMessage => {
    const payload = { type: 'desk.paused', actor: `user:${id}` };
    const text = JSON.stringify(payload);
    const type = { type: payload.type, priority: 'normal', payload: text } as const;
    return { eventId: `event-${id}`, target, ...type, thread: null, createdAt: systemClock.now(), ...message };
  };
  const isLost = (target: string) => flags.isDead(directory.resolve(target)?.chatId ?? '');
  return {
    telegram,
    journal,
    worker,
    flags,
    notify,
    outcomes,
    post: async (id, target = 'desk', message = {}) =>
      void (await journal.commit([{ type: 'outbox-insert', message: messageOf(id, target, message) }])),
    postAll: async (ids, target = 'desk', message = {}) =>
      void (await journal.commit(
        ids.map((id) => ({ type: 'outbox-insert', message: messageOf(id, target, message) })),
      )),
    async settled() {
      for (let look = 0; look < 1500; look += 1) {
        if ((await journal.outboxDepth()).targets.every(isLost)) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error('The outbox did not empty.');
    },
    texts: (chatId = USER) => telegram.messages(chatId).map(({ text }) => text ?? ''),
    async close() {
      await worker.stop();
      await telegram.close();
    },
  };
}

/** Whom each text names. */
export const order = (texts: readonly string[]) =>
  texts.flatMap((text) => [...text.matchAll(/user (\d+)/g)].map(([, id]) => id));

/** Makes benches that are closed after each test of the file. */
export function useOutboxBenches(): (options?: OutboxBenchOptions) => Promise<OutboxBench> {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });
  return async (options = {}) => {
    const bench = await createOutboxBench(options);
    closers.push(() => bench.close());
    return bench;
  };
}
