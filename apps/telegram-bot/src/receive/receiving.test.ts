import { afterEach, describe, expect, test } from 'vitest';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { JournalError, type Journal } from '@perpdesk/journal/port';
import { createTelegramLoopback, type FaultRule, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { mayBeCode } from '../chat/read-code.ts';
import { createPoller } from './poller.ts';
import { createUpdateInbox, type UpdateInbox } from './update-inbox.ts';
import { laneOf } from './update-lane.ts';

const USER = 1000001;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    if (await holds()) return;
    await pause(10);
  }
  throw new Error('It did not come about.');
}

function message(updateId: number, text: string, chat = USER): Update {
  return {
    update_id: updateId,
    message: { message_id: updateId, date: 1, chat: { id: chat, type: 'private' }, text },
  } as never;
}
function inboxOf(journal: Journal, handle: (update: Update) => Promise<void>): UpdateInbox {
  return createUpdateInbox({ journal, clock: systemClock, logger: silentLogger, handle });
}

describe('the update inbox', () => {
  test('carries each update out once, however often Telegram sends it', async () => {
    const journal = createMemoryJournal();
    const seen: number[] = [];
    const inbox = inboxOf(journal, async (update) => void seen.push(update.update_id));
    await inbox.store([message(1, '/status'), message(2, '/status')]);
    await inbox.store([message(2, '/status'), message(3, '/status')]);
    await until(async () => (await journal.listPendingUpdates()).length === 0);
    await inbox.store([message(1, '/status')]);
    await inbox.stop();
    expect(seen).toEqual([1, 2, 3]);
  });

  test('carries out nothing again that ended while what is pending was read', async () => {
    const memory = createMemoryJournal();
    let answer: Promise<void> = Promise.resolve();
    const ends: (() => void)[] = [];
    const answers: (() => void)[] = [];
    const journal: Journal = {
      ...memory,
      async listPendingUpdates() {
        const rows = await memory.listPendingUpdates();
        await answer;
        return rows;
      },
    };
    const seen: number[] = [];
    const inbox = inboxOf(journal, async ({ update_id: id }) => {
      seen.push(id);
      if (id === 1) await new Promise<void>((resolve) => void ends.push(resolve));
    });
    await inbox.store([message(1, '/status')]);
    await until(() => seen.length === 1);
    answer = new Promise((resolve) => void answers.push(resolve));
    const storing = inbox.store([message(2, '/status')]);
    await pause(10);
    ends.forEach((end) => end());
    await until(async () => (await memory.listPendingUpdates()).length === 1);
    answers.forEach((give) => give());
    await storing;
    await until(async () => (await memory.listPendingUpdates()).length === 0);
    await pause(10);
    expect(seen).toEqual([1, 2]);
  });

  test('carries out what is to be kept nowhere, and stores nothing of it', async () => {
    const journal = createMemoryJournal();
    const stored: unknown[] = [];
    const seen: string[] = [];
    const inbox = createUpdateInbox({
      journal: { ...journal, acceptUpdates: (rows) => (stored.push(rows), journal.acceptUpdates(rows)) },
      clock: systemClock,
      logger: silentLogger,
      isSecret: (update) => mayBeCode(update.message?.text ?? ''),
      handle: async (update) => void seen.push(update.message?.text ?? ''),
    });
    const codes = ['123456', ' 123 456', '/code 123456', '/CODE@desk_bot 123-456'];
    await inbox.store(['/status', ...codes, '/long BTCUSDT 123456'].map((text, index) => message(index, text)));
    await until(() => seen.length === 6);
    await inbox.stop();
    expect(seen.toSorted()).toEqual(['/status', ...codes, '/long BTCUSDT 123456'].toSorted());
    expect(JSON.stringify(stored).match(/123.?456/gu)).toHaveLength(1);
  });

  test('takes up after a crash what was stored and not done', async () => {
    const journal = createMemoryJournal();
    const first = inboxOf(journal, () => new Promise(() => {}));
    await first.store([message(1, '/status'), message(2, '/help')]);
    const seen: number[] = [];
    const next = inboxOf(journal, async (update) => void seen.push(update.update_id));
    await next.resume();
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 2]);
  });

  test('one whose row is damaged holds nobody up', async () => {
    const journal = createMemoryJournal();
    await journal.acceptUpdates([{ updateId: 1, payload: '{"update_id":1,', receivedAt: 1, state: 'pending' }]);
    const seen: number[] = [];
    const inbox = inboxOf(journal, async ({ update_id: id }) => void seen.push(id));
    await inbox.store([message(2, '/status')]);
    await until(async () => (await journal.listPendingUpdates()).length === 0);
    expect(seen).toEqual([2]);
  });

  test('one that fails is done all the same and holds nobody up', async () => {
    const journal = createMemoryJournal();
    const seen: number[] = [];
    const inbox = inboxOf(journal, async (update) => {
      if (update.update_id === 1) throw new Error('broken');
      seen.push(update.update_id);
    });
    await inbox.store([message(1, '/status'), message(2, '/status')]);
    await until(async () => (await journal.listPendingUpdates()).length === 0);
    expect(seen).toEqual([2]);
  });

  test('/panic, what lowers risk, and taps do not wait behind a slow command', async () => {
    const seen: string[] = [];
    let release = () => {};
    const inbox = inboxOf(createMemoryJournal(), async (update) => {
      const text = update.message?.text ?? 'tap';
      if (text === '/slow') await new Promise<void>((resolve) => (release = resolve));
      seen.push(text);
    });
    const tap = { update_id: 4, callback_query: { id: 'q', data: 'c:x:y' } } as never;
    const texts = ['/slow', '/status', '/PANIC', '/pause', '/cancel all', '/close BTCUSDT'];
    await inbox.store([...texts.map((text, index) => message(10 + index, text)), tap]);
    await until(() => seen.length === 5);
    expect(seen.toSorted()).toEqual(['/PANIC', '/cancel all', '/close BTCUSDT', '/pause', 'tap']);
    release();
    await until(() => seen.length === 7);
    expect(seen.slice(5)).toEqual(['/slow', '/status']);
  });

  test('/panic is carried out where the journal cannot be written', async () => {
    const memory = createMemoryJournal();
    const full = () => Promise.reject(new JournalError('disk-full', 'The disk is full.'));
    const seen: (string | undefined)[] = [];
    const inbox = inboxOf({ ...memory, acceptUpdates: full, commit: full }, async (update) => {
      seen.push(update.message?.text);
    });
    await expect(inbox.store([message(1, '/long BTCUSDT 1'), message(2, '/panic')])).rejects.toThrow('disk is full');
    await expect(inbox.store([message(1, '/long BTCUSDT 1'), message(2, '/panic')])).rejects.toThrow('disk is full');
    await until(() => seen.length > 0);
    expect(seen).toEqual(['/panic']);
  });

  test.each(['/panic ran while it could not', '/panic ran on after that'])(
    'what was carried out unstored is not carried out again once it can be stored, nor by the next start: %s',
    async (when) => {
      const memory = createMemoryJournal();
      const full = () => Promise.reject(new JournalError('disk-full', 'The disk is full.'));
      let isFull = true;
      let ends = () => {};
      const seen: number[] = [];
      const journal: Journal = {
        ...memory,
        acceptUpdates: (rows) => (isFull ? full() : memory.acceptUpdates(rows)),
        commit: (changes) => (isFull ? full() : memory.commit(changes)),
      };
      const inbox = inboxOf(journal, async (update) => {
        seen.push(update.update_id);
        if (when !== '/panic ran while it could not') await new Promise<void>((resolve) => (ends = resolve));
      });
      await expect(inbox.store([message(2, '/panic')])).rejects.toThrow('disk is full');
      await until(() => seen.length === 1);
      await pause(10);
      isFull = false;
      ends();
      await pause(10);
      await inbox.store([message(2, '/panic')]);
      await until(async () => (await memory.listPendingUpdates()).length === 0);
      await inbox.stop();
      const next = inboxOf(memory, async (update) => void seen.push(update.update_id));
      await next.resume();
      await next.stop();
      expect(seen).toEqual([2]);
    },
  );

  test('two taps on one card share a lane', () => {
    const tap = (id: string) => laneOf({ update_id: 1, callback_query: { id, data: 'c:n:y' } } as never);
    expect(tap('a')).toBe(tap('b'));
    const lane = (data: string) => laneOf({ update_id: 1, callback_query: { id: 'q', data } } as never);
    expect(new Set(['c:nonce:y', 'c:nonce:n', 'e:nonce', 'e:nonce:0.5'].map(lane)).size).toBe(1);
    expect(lane('a:signal:p')).toBe(lane('a:signal:s'));
    expect(lane('a:signal:p')).not.toBe(lane('a:other:p'));
    expect(lane('k:position:h')).not.toBe(lane('k:position:a'));
    expect(laneOf(message(1, '/panic now'))).not.toBe(laneOf(message(1, '/pause')));
    expect(laneOf(message(1, '/pause'))).toBe(laneOf(message(2, '/resume')));
    expect(laneOf(message(1, '/close BTCUSDT'))).toBe(laneOf(message(2, '/CANCEL@desk_bot all')));
    expect(laneOf(message(1, '/panicky'))).toBe(laneOf(message(1, '/status')));
  });
});

async function poll(faults: readonly FaultRule[] = []) {
  const telegram: TelegramLoopback = await createTelegramLoopback({ users: [{ id: USER, name: 'Owner' }] });
  telegram.addFaults(faults);
  const stored: string[] = [];
  const conflicts: number[] = [];
  let fails = 0;
  const poller = createPoller({
    api: new Api(telegram.token, { apiRoot: telegram.url, timeoutSeconds: 5 }),
    store: async (updates) => {
      if (fails > 0) {
        fails -= 1;
        throw new JournalError('disk-full', 'The disk is full.');
      }
      stored.push(...updates.map((update) => update.message?.text ?? ''));
    },
    clock: systemClock,
    logger: silentLogger,
    timings: { pollSeconds: 1, backoffMs: 10, maxBackoffMs: 50, conflictMs: 30 },
    jitter: () => 0.5,
    onConflict: (waitMs) => void conflicts.push(waitMs),
  });
  poller.start();
  closers.push(
    () => telegram.close(),
    () => poller.stop(),
  );
  return {
    telegram,
    poller,
    stored,
    conflicts,
    failNextStore: () => {
      fails = 1;
    },
  };
}

describe('the poller', () => {
  test('hands over what people write, in order', async () => {
    const { telegram, stored } = await poll();
    for (const text of ['one', 'two', 'three']) telegram.sendText(USER, text);
    await until(() => stored.length === 3);
    expect(stored).toEqual(['one', 'two', 'three']);
    await until(() => telegram.state().pendingUpdates.length === 0);
  });

  test.each<FaultRule>([
    { kind: 'server-error', method: 'getUpdates', times: 3 },
    { kind: 'rate-limit', method: 'getUpdates', times: 1, retryAfter: 1 },
    { kind: 'lost-response', method: 'getUpdates', times: 2 },
    { kind: 'lost-request', method: 'getUpdates', times: 2 },
  ])('survives $kind', async (fault) => {
    const { telegram, stored, poller } = await poll([fault]);
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1 && poller.isHealthy);
    expect(stored).toEqual(['hello']);
  });

  test('meets another poller, says so, waits and goes on', async () => {
    const { telegram, stored, conflicts } = await poll([{ kind: 'conflict', method: 'getUpdates', times: 3 }]);
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1);
    // the first may be of one that is ending
    expect(conflicts).toEqual([5, 45, 45]);
  });

  test('waits out a 429 as long as Telegram asks', async () => {
    const clock = createFakeClock(0);
    let asked = 0;
    const getUpdates = async () => {
      asked += 1;
      const answer = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 40 } };
      throw new GrammyError('getUpdates', answer as never, 'getUpdates', {});
    };
    const poller = createPoller({
      api: { getUpdates } as never,
      store: async () => {},
      clock,
      logger: silentLogger,
      timings: { pollSeconds: 1, backoffMs: 10, maxBackoffMs: 50, conflictMs: 30 },
      jitter: () => 0.5,
      onConflict: () => {},
    });
    poller.start();
    await clock.advance(39_000);
    expect(asked).toBe(1);
    await clock.advance(2_000);
    expect(asked).toBe(2);
    await poller.stop();
  });

  test('waits ever longer while Telegram is in trouble, and at once no more once it is not', async () => {
    const clock = createFakeClock(0);
    let asked = 0;
    const getUpdates = async () => {
      asked += 1;
      const answer = { ok: false, error_code: 502, description: 'Bad Gateway', parameters: {} };
      if (asked === 5) return [];
      throw new GrammyError('getUpdates', answer as never, 'getUpdates', {});
    };
    const poller = createPoller({
      api: { getUpdates } as never,
      store: async () => {},
      clock,
      logger: silentLogger,
      timings: { pollSeconds: 1, backoffMs: 10, maxBackoffMs: 50, conflictMs: 30 },
      jitter: () => 0.5,
      onConflict: () => {},
    });
    poller.start();
    const counts: number[] = [];
    for (const ms of [9, 1, 19, 1, 40, 49, 1, 10]) {
      await clock.advance(ms);
      counts.push(asked);
    }
    // the fifth is answered, and the wait after the sixth is the first one again
    expect(counts).toEqual([1, 2, 2, 3, 4, 4, 6, 7]);
    await poller.stop();
  });

  test('asks again for what it could not store', async () => {
    const { telegram, stored, failNextStore } = await poll();
    failNextStore();
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1);
    expect(stored).toEqual(['hello']);
  });
});
