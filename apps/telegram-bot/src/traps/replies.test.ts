import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createTelegramLoopback, type FaultRule } from '@perpdesk/telegram-loopback';
import { createBot } from '../chat/create-bot.ts';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createSpeechDirectory } from '../outbox/speech-directory.ts';
import { createNotifyBook } from '../notify/notify-book.ts';
import { createNotifySettings } from '../notify/notify-settings.ts';
import { createRightsDesk } from '../rights/manage-rights.ts';
import { createRightsBook } from '../rights/rights-book.ts';
import { createDeskBench, NOON } from '../testing/desk-bench.ts';

const USER = 1000001;
/** A server of one's own: a busy machine takes its time. */
const TIMEOUT = 60_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** The bot as the program makes it, over a Bot API that fails as told. */
async function createBench(faults: readonly FaultRule[]) {
  const telegram = await createTelegramLoopback({ users: [{ id: USER, name: 'Owner' }] });
  closers.push(() => telegram.close());
  telegram.addFaults(faults);
  const { desk, manager } = await createDeskBench();
  const [journal, clock] = [createMemoryJournal(), createFakeClock(NOON)];
  const now = () => clock.now();
  const directory = createChatDirectory([], []);
  const owner = { id: `${USER}`, role: 'owner', brokers: null } as const;
  const book = createRightsBook({ journal, users: [owner], brokerIds: manager.ids, now });
  const bot = createBot({
    token: telegram.token,
    apiRoot: telegram.url,
    desk,
    notify: createNotifySettings({ book: createNotifyBook({ journal, directory, now }), directory, clock }),
    rights: createRightsDesk({ book, journal, brokerIds: manager.ids, now }),
    users: book,
    directory,
    speeches: createSpeechDirectory({
      journal,
      directory,
      currentId: (chatId) => chatId,
      defaults: { language: 'en', timeZone: 'UTC' },
    }),
    draw: async () => null,
    orderCards: { track: async () => {} },
    clock,
    logger: silentLogger,
    createErrorId: () => 'e1',
    onHeard: async () => {},
    onMoved: async () => {},
    observeDenied: () => {},
  });
  await bot.init();
  const from = { id: USER, is_bot: false, first_name: 'O' };
  const message = { message_id: 1, date: NOON / 1000, chat: { id: USER, type: 'private' }, from, text: '/status' };
  return {
    bot,
    run: () => bot.handleUpdate({ update_id: 1, message } as never),
    texts: () => telegram.messages(USER).map(({ text }) => (text ?? '').split(' · ')[0] ?? ''),
  };
}

test('every way to Telegram has a time that it waits for', () => {
  const sources = join(import.meta.dirname, '..');
  const ways = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /^(?:chat|program|outbox|live|receive|telegram)[/\\].*\.ts$/u.test(file) && !file.includes('.test.'),
    )
    .flatMap((file) => [...readFileSync(join(sources, file), 'utf8').matchAll(/new (?:Api|Bot)\b(?!Error)[^;]*;/gu)])
    .map(([way]) => way);
  expect(ways.length).toBeGreaterThan(3);
  expect(ways.filter((way) => !/\btimeoutSeconds\b/u.test(way))).toEqual([]);
});

describe('an answer in the chat', () => {
  test.each(['lost-response', 'server-error', 'lost-request'] as const)(
    'is not sent again after %s: it may have come',
    async (kind) => {
      const bench = await createBench([{ kind, method: 'sendMessage', times: 1 }]);
      await bench.run();
      const isSeen = kind === 'lost-response';
      const failed = 'That did not work (error e1). Look at /positions before you try again.';
      expect(bench.texts()).toEqual(isSeen ? ['PAPER main', failed] : [failed]);
    },
    TIMEOUT,
  );

  test(
    'does not wait as long as Telegram may ask: its chat would stand still',
    async () => {
      const bench = await createBench([{ kind: 'rate-limit', method: 'sendMessage', times: 1, retryAfter: 21 }]);
      await bench.run();
      expect(bench.texts()).toEqual(['That did not work (error e1). Look at /positions before you try again.']);
    },
    TIMEOUT,
  );

  test(
    'is given up after three further tries',
    async () => {
      const bench = await createBench([{ kind: 'rate-limit', method: 'sendMessage', times: 4, retryAfter: 0 }]);
      await bench.run();
      expect(bench.texts()).toEqual(['That did not work (error e1). Look at /positions before you try again.']);
    },
    TIMEOUT,
  );

  test(
    'is waited for 15 s, not the library’s 500',
    async () => {
      const { bot } = await createBench([]);
      expect(bot.api.options?.timeoutSeconds).toBe(15);
    },
    TIMEOUT,
  );
});
