import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal, OutboxMessage, OutboxPriority } from '@perpdesk/journal/port';
import { createTelegramLoopback, type FaultRule, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { Api } from 'grammy';
import { createSendMessage } from '../telegram/send-message.ts';
import { createNotifyBook } from '../notify/notify-book.ts';
import { createChatDirectory, type NamedChat } from './chat-directory.ts';
import { createChatFlags, type ChatFlags } from './chat-flags.ts';
import { createObservedJournal } from './observed-journal.ts';
import { createOutboxWorker, type OutboxWorker } from './outbox-worker.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';

jest.setTimeout(30_000);

const USER = 1000001;
const OTHER = 1000002;
const GROUP = -1001;
const SMALL_GROUP = -55;

const CHATS: readonly NamedChat[] = [
  { name: 'desk', id: `${USER}`, topic: null, notify: { 'order.expired': 'off' } },
  { name: 'other', id: `${OTHER}`, topic: null, notify: {} },
  { name: 'group', id: `${GROUP}`, topic: 7, notify: {} },
  { name: 'small', id: `${SMALL_GROUP}`, topic: null, notify: {} },
  { name: 'lost', id: '-1009', topic: null, notify: {} },
  { name: 'old-topic', id: `${GROUP}`, topic: 99, notify: {} },
];

interface Bench {
  readonly telegram: TelegramLoopback;
  readonly journal: Journal;
  readonly worker: OutboxWorker;
  readonly flags: ChatFlags;
  post(id: number, target?: string, priority?: OutboxPriority, thread?: string): Promise<void>;
  /** Ends when nothing waits any more. */
  settled(): Promise<void>;
  texts(chatId?: number): readonly string[];
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function createBench(faults: readonly FaultRule[] = [], memory = createMemoryJournal()): Promise<Bench> {
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
  const api = new Api(telegram.token, { apiRoot: telegram.url, timeoutSeconds: 1 });
  const flags = createChatFlags(journal);
  await flags.load();
  const directory = createChatDirectory(CHATS, []);
  const notify = createNotifyBook({ journal, directory, now: () => systemClock.now() });
  const worker = createOutboxWorker({
    notify,
    journal,
    clock: systemClock,
    logger: silentLogger,
    timings: { backoffMs: 20, maxBackoffMs: 50, sweepMs: 60_000 },
    speeches: { ofTarget: () => PLAIN_SPEECH },
    directory,
    flags,
    view: { scales: () => null, position: async () => null },
    send: createSendMessage(api),
    ownerTargets: ['desk'],
    observe: () => {},
  });
  wake = (targets) => worker.wake(targets);
  closers.push(
    () => telegram.close(),
    () => worker.stop(),
  );
  return {
    telegram,
    journal,
    worker,
    flags,
    async post(id, target = 'desk', priority = 'normal', thread) {
      const payload = { type: 'desk.paused', actor: `user:${id}` };
      const message: OutboxMessage = {
        eventId: `event-${id}`,
        target,
        type: payload.type,
        priority,
        payload: JSON.stringify(payload),
        thread: thread ?? null,
        createdAt: id,
      };
      await journal.commit([{ type: 'outbox-insert', message }]);
    },
    async settled() {
      for (let look = 0; look < 1500; look += 1) {
        if ((await journal.outboxDepth()).pending === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error('The outbox did not empty.');
    },
    texts: (chatId = USER) => telegram.messages(chatId).map(({ text }) => text ?? ''),
  };
}

const order = (texts: readonly string[]) => texts.map((text) => /user (\d+)/.exec(text)?.[1]);

describe('the outbox', () => {
  test('delivers in order, critical ones first', async () => {
    const bench = await createBench();
    await Promise.all([bench.post(1), bench.post(2), bench.post(3, 'desk', 'critical')]);
    await bench.settled();
    const seen = order(bench.texts());
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(['1', '2', '3']);
    expect(seen.indexOf('1')).toBeLessThan(seen.indexOf('2'));
    expect(seen.indexOf('3')).toBeLessThan(seen.indexOf('2'));
  });

  test('waits out a 429 and loses nothing', async () => {
    const bench = await createBench([
      { kind: 'rate-limit', method: 'sendMessage', retryAfter: 1, times: 1, chatId: USER },
    ]);
    for (const id of [1, 2, 3]) await bench.post(id);
    await bench.post(4, 'other');
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '2', '3']);
    expect(order(bench.texts(OTHER))).toEqual(['4']);
    expect(bench.texts().join()).not.toContain('may be a repeat');
  });

  test('a reply names its thread’s first message', async () => {
    const bench = await createBench();
    await bench.post(1, 'desk', 'normal', 's1');
    await bench.settled();
    await bench.post(2, 'desk', 'normal', 's1');
    await bench.settled();
    const [first, second] = bench.telegram.messages(USER);
    expect(second).toMatchObject({ reply_to_message: { message_id: first?.message_id } });
  });

  test('a topic that is gone falls back to the general one', async () => {
    const bench = await createBench();
    await bench.post(1, 'group');
    await bench.post(2, 'old-topic');
    await bench.settled();
    expect(bench.telegram.messages(GROUP)).toMatchObject([{ message_thread_id: 7 }, {}]);
    expect(bench.texts(GROUP)).toHaveLength(2);
  });

  test('a chat that is lost is told to the owner elsewhere, once, and tried no more', async () => {
    const bench = await createBench();
    await bench.post(1, 'lost');
    await bench.settled();
    await bench.post(2, 'lost');
    await bench.settled();
    expect(bench.texts()).toHaveLength(1);
    expect(bench.texts()[0]).toContain('The chat lost cannot be reached');
    expect((await bench.journal.outboxDepth()).dead).toBe(2);
    expect(bench.telegram.state().calls['sendMessage']).toMatchObject({ ok: 1 });
    expect(Object.keys(await bench.journal.readFlags())).toEqual(['chat-dead:-1009']);
  });

  test('a lost answer leads to a marked repeat, a lost request too', async () => {
    const bench = await createBench([{ kind: 'lost-response', method: 'sendMessage', times: 1 }]);
    await bench.post(1);
    await bench.post(2);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '1', '2']);
    expect(bench.texts().map((text) => text.includes('may be a repeat · event event-1'))).toEqual([false, true, false]);
  });

  test('goes on after 5xx, in order', async () => {
    const bench = await createBench([{ kind: 'server-error', method: 'sendMessage', times: 2 }]);
    for (const id of [1, 2, 3]) await bench.post(id);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '2', '3']);
  });

  test('follows a group that got a new id, and keeps following', async () => {
    const bench = await createBench();
    const { chatId } = bench.telegram.act({ act: 'migrate', chatId: SMALL_GROUP });
    await bench.post(1, 'small');
    await bench.post(2, 'small');
    await bench.settled();
    expect(order(bench.texts(chatId)).slice(-2)).toEqual(['1', '2']);
    expect(await bench.journal.readFlags()).toEqual({ [`chat-moved:${SMALL_GROUP}`]: `${chatId}` });
  });

  test('a person who blocked the bot hears again after writing to it', async () => {
    const bench = await createBench();
    bench.telegram.act({ act: 'set-blocked', userId: OTHER, isBlocked: true });
    await bench.post(1, 'other');
    await bench.settled();
    expect(bench.texts()[0]).toContain('The chat other cannot be reached');
    expect((await bench.journal.outboxDepth()).dead).toBe(1);
    bench.telegram.act({ act: 'set-blocked', userId: OTHER, isBlocked: false });
    await bench.flags.setAlive(`${OTHER}`);
    await bench.post(2, 'other');
    await bench.settled();
    expect(order(bench.texts(OTHER))).toEqual(['2']);
    expect(await bench.journal.readFlags()).toEqual({});
  });

  test('a faulty line loses nothing and keeps the order', async () => {
    const bench = await createBench([
      { kind: 'server-error', method: 'sendMessage', probability: 0.2, times: 5 },
      { kind: 'lost-response', method: 'sendMessage', probability: 0.2, times: 5 },
      { kind: 'lost-request', method: 'sendMessage', probability: 0.2, times: 5 },
    ]);
    for (let id = 1; id <= 20; id += 1) await bench.post(id);
    await bench.settled();
    const numbers = bench.texts().map((text) => Number(/user (\d+)/.exec(text)?.[1]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const unmarked = bench.texts().filter((text) => !text.includes('may be a repeat'));
    expect(new Set(unmarked).size).toBe(unmarked.length);
  });

  test('an unknown target is dead, not stuck', async () => {
    const bench = await createBench();
    await bench.post(1, 'nowhere');
    await bench.post(2, `chat:${OTHER}`);
    await bench.settled();
    expect((await bench.journal.outboxDepth()).dead).toBe(1);
    expect(bench.texts(OTHER)).toHaveLength(1);
  });

  test('a message that a crash left in flight is sent again, marked', async () => {
    const memory = createMemoryJournal();
    const first = await createBench([], memory);
    await first.worker.stop();
    await first.post(1);
    const [row] = await memory.listOutbox({ target: 'desk' });
    await memory.commit([
      { type: 'outbox-update', sequence: row?.sequence ?? 0, patch: { attempts: 1, maybeDuplicate: true } },
    ]);
    const next = await createBench([], memory);
    next.worker.wake();
    await next.settled();
    expect(next.texts()[0]).toContain('may be a repeat · event event-1');
  });
});
