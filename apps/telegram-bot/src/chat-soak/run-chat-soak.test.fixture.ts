import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { createDice } from '../crash/dice.test.fixture.ts';
import { findFaults, type SoakVerdict } from './find-faults.test.fixture.ts';
import { chatsOfSoak, type SoakPlan } from './soak-plan.test.fixture.ts';

export interface ChatSoakOptions extends SoakPlan {
  /** A life of the desk ends by kill -9 after so long at most, ms. */
  readonly lifeMs: number;
  /** At most so many lives end like that. */
  readonly kills: number;
}

export interface ChatSoakResult extends SoakVerdict {
  readonly kills: number;
  /** Calls that each kind of fault has hit. */
  readonly hits: Readonly<Record<string, number>>;
  readonly calls: number;
  /** Messages that stand in the chats with a picture. */
  readonly pictures: number;
}

const FLAGS = ['--conditions=@perpdesk/source', '--disable-warning=ExperimentalWarning'];
const DESK = join(import.meta.dirname, 'soak-desk.test.fixture.ts');
const SENDS = ['sendMessage', 'sendPhoto'] as const;

/** Of each method that sends; of pictures, which are rarer, more. */
function faultsOf(method: (typeof SENDS)[number]) {
  const times = method === 'sendPhoto' ? 3 : 1;
  return [
    { kind: 'rate-limit', method, probability: 0.002 * times, retryAfter: 1 },
    { kind: 'server-error', method, probability: 0.01 * times },
    { kind: 'lost-response', method, probability: 0.01 * times },
    { kind: 'lost-request', method, probability: 0.01 * times },
    { kind: 'forbidden', method, probability: 0.002 },
    { kind: 'bad-request', method, probability: 0.005 * times },
  ] as const;
}

/** Tells a plan's events through a faulty Telegram, over as many lives of the desk as it takes, and says what came of it. */
export async function runChatSoak(options: ChatSoakOptions): Promise<ChatSoakResult> {
  const { seed } = options;
  const dice = createDice(seed);
  const chats = chatsOfSoak(options);
  const telegram = await createTelegramLoopback({
    seed,
    users: chats.map(({ userId, name }) => ({ id: userId, name })),
    chats: chats.filter(({ id }) => id < 0).map(({ id, name, userId }) => ({ id, title: name, members: [userId] })),
  });
  telegram.addFaults([
    ...SENDS.flatMap(faultsOf),
    // the words go alone then
    {
      kind: 'bad-request',
      method: 'sendPhoto',
      description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
      probability: 0.02,
    },
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-chat-soak-'));
  const words = [telegram.url, telegram.token, join(folder, 'journal.db')];
  const numbers = [options.events, options.chats, seed].map(String);
  let kills = 0;
  let isOver = false;

  /** People write to the bot now and then, so that a chat that was lost comes back. */
  async function write(): Promise<void> {
    while (!isOver) {
      for (const { id, userId } of chats) telegram.sendText(userId, '/hello', id);
      await wait(500);
    }
  }
  async function live(): Promise<boolean> {
    const child = spawn(process.execPath, [...FLAGS, DESK, ...words, ...numbers], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const ended = once(child, 'close');
    const isLast = kills >= options.kills;
    const isEnded = await Promise.race([
      ended.then(() => true),
      isLast ? new Promise<never>(() => {}) : wait(options.lifeMs * (0.3 + 0.7 * dice())).then(() => false),
    ]);
    if (!isEnded) {
      child.kill('SIGKILL');
      kills += 1;
      await ended;
      return false;
    }
    if (child.exitCode !== 0) throw new Error(`The desk of the soak failed: ${complaint}`);
    return true;
  }
  try {
    const writing = write();
    while (!(await live()));
    isOver = true;
    await writing;
    const verdict = findFaults(options, (id) =>
      telegram.messages(id).map(({ text, caption }) => text ?? caption ?? ''),
    );
    const hits: Record<string, number> = {};
    for (const { kind, hits: times } of telegram.faults()) hits[kind] = (hits[kind] ?? 0) + times;
    const { calls } = telegram.state();
    return {
      ...verdict,
      kills,
      hits,
      calls: SENDS.reduce((sum, method) => sum + (calls[method]?.calls ?? 0), 0),
      pictures: chats.flatMap(({ id }) => telegram.messages(id)).filter(({ photo }) => photo !== undefined).length,
    };
  } finally {
    isOver = true;
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}
