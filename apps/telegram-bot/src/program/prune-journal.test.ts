import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { pruneStreams, startPruning } from './prune-journal.ts';

const DAY_MS = 86_400_000;

test('what ended goes after its time, what people did after a year', async () => {
  const clock = createFakeClock(1_760_000_000_000);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const did = (action: string) =>
    journal.commit([{ type: 'audit-append', entry: { at: clock.now(), actor: 'op', action, detail: '{}' } }]);
  const confirm = {
    nonce: 'n1',
    chatId: '1',
    userId: '1',
    messageId: null,
    brokerId: 'paper',
    payload: '{}',
    state: 'expired',
    result: null,
    createdAt: clock.now(),
    expiresAt: clock.now(),
  } as const;
  await journal.commit([{ type: 'confirm-insert', row: confirm }]);
  await did('first');
  await did('second');
  const stop = startPruning(journal, 90 * DAY_MS, clock, silentLogger);
  const left = async () => [
    (await journal.getConfirm('n1')) === null ? 0 : 1,
    ...(await journal.listAudit(10)).map(({ action }) => action),
  ];
  await clock.advance(89 * DAY_MS);
  expect(await left()).toEqual([1, 'second', 'first']);
  await clock.advance(2 * DAY_MS);
  expect(await left()).toEqual([0, 'second', 'first']);
  await clock.advance(275 * DAY_MS);
  // its newest row stays, so that the chain goes on from it
  expect(await left()).toEqual([0, 'second']);
  stop();
});

test('a strategy that was flat and not heard for that long is forgotten, and a journal that fails holds up no start', async () => {
  const clock = createFakeClock(1_760_000_000_000);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const row = { lastPosition: '0', lastFiredAt: clock.now(), sequence: 1, code: 'a1' } as const;
  await journal.commit([
    { type: 'stream-put', version: 0, row: { ...row, stream: 'btc/flat/BTCUSDT' } },
    { type: 'stream-put', version: 0, row: { ...row, stream: 'btc/long/BTCUSDT', lastPosition: '1', code: 'a2' } },
  ]);
  const prune = () => pruneStreams(journal, 90 * DAY_MS, clock, silentLogger);
  const left = async () => (await journal.readLedger()).streams.map(({ stream }) => stream);
  await prune();
  expect(await left()).toEqual(['btc/flat/BTCUSDT', 'btc/long/BTCUSDT']);
  await clock.advance(91 * DAY_MS);
  await prune();
  expect(await left()).toEqual(['btc/long/BTCUSDT']);
  await journal.close();
  await prune();
});
