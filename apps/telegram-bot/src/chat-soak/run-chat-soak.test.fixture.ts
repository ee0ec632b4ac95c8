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
}

const FLAGS = ['--conditions=@perpdesk/source', '--disable-warning=ExperimentalWarning'];
const DESK = join(import.meta.dirname, 'soak-desk.test.fixture.ts');
const SEND = 'sendMessage';

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
    { kind: 'rate-limit', method: SEND, probability: 0.002, retryAfter: 1 },
    { kind: 'server-error', method: SEND, probability: 0.01 },
    { kind: 'lost-response', method: SEND, probability: 0.01 },
    { kind: 'lost-request', method: SEND, probability: 0.01 },
    { kind: 'forbidden', method: SEND, probability: 0.002 },
    { kind: 'bad-request', method: SEND, probability: 0.005 },
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
    const verdict = findFaults(options, (id) => telegram.messages(id).map(({ text }) => text ?? ''));
    const hits = Object.fromEntries(telegram.faults().map((fault) => [fault.kind, fault.hits]));
    return { ...verdict, kills, hits, calls: telegram.state().calls[SEND]?.calls ?? 0 };
  } finally {
    isOver = true;
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}
