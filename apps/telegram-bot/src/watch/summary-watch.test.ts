import { describe, expect, test, vi } from 'vitest';
import { BrokerError, decimal, type Income } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { summaryCard } from '../format/watch/summary-card.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createDeskBench, NOON } from '../testing/desk-bench.ts';
import { fillRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { createSummaryWatch } from './summary-watch.ts';
import { runWatches, toldIn } from './watch-bench.test.fixture.ts';

// days of the virtual clock
vi.setConfig({ testTimeout: 30_000 });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The bench's noon is a Sunday, 2026-11-22. */
async function startBench(journal: Journal = createMemoryJournal(), laterMs = 0) {
  const bench = await createDeskBench([{ id: 'main' }], journal);
  const { manager, clock } = bench;
  await clock.advance(laterMs);
  const wanted = { isWanted: true };
  const watch = createSummaryWatch({
    manager,
    clock,
    journal,
    target: 'desk',
    summaryAt: '08:00',
    timeZone: () => 'Europe/Berlin',
    isWanted: () => wanted.isWanted,
    brokerIds: ['main'],
    routeIds: ['btc-trend'],
    everyMs: 60_000,
  });
  const runner = runWatches([watch], clock, journal);
  const book = (amount: string, at: number): Income => ({
    type: 'realized-pnl',
    symbol: 'BTCUSDT',
    asset: 'USDT',
    amount: decimal(amount),
    venueAt: at,
  });
  bench
    .broker('main')
    .script.always('getIncome', ({ fromAt = 0, untilAt = Infinity } = {}) =>
      [book('1', NOON - DAY), book('20', NOON + HOUR), book('300', NOON + DAY)].filter(
        ({ venueAt }) => venueAt >= fromAt && venueAt <= untilAt,
      ),
    );
  return { journal, clock, runner, broker: bench.broker('main'), wanted };
}

describe('the summary of a chat', () => {
  test('says nothing of days before the desk’s first, then sums up each day and week once, at its hour', async () => {
    const { clock, journal } = await startBench();
    await journal.acceptSignal(signalRow({ receivedAt: NOON + HOUR }), []);
    await clock.advance(18.9 * HOUR);
    expect(await toldIn(journal)).toEqual([]);
    await clock.advance(0.2 * HOUR);
    const daily = { type: 'summary.daily', isLate: false, alerts: 1, refused: 0 };
    expect(await toldIn(journal)).toMatchObject([
      { ...daily, accounts: [{ sums: { net: '20' }, fills: 0, openPositions: 0, equity: '10000' }] },
      { type: 'summary.weekly', accounts: [{ sums: { net: '21' } }] },
    ]);
    await clock.advance(23 * HOUR);
    expect(await toldIn(journal)).toHaveLength(2);
    await clock.advance(2 * HOUR);
    expect((await toldIn(journal)).slice(2)).toMatchObject([
      { type: 'summary.daily', alerts: 0, accounts: [{ sums: { net: '300' } }] },
    ]);
  });

  test('says what is left out because it was booked in another asset', async () => {
    const { clock, journal, broker } = await startBench();
    const at = { symbol: 'BTCUSDT', venueAt: NOON + HOUR } as const;
    const bookings: readonly Income[] = [
      { ...at, type: 'realized-pnl', asset: 'USDT', amount: decimal('100') },
      { ...at, type: 'fee', asset: 'BNB', amount: decimal('-0.02') },
    ];
    broker.script.always('getIncome', ({ fromAt = 0, untilAt = Infinity } = {}) =>
      bookings.filter(({ venueAt }) => venueAt >= fromAt && venueAt <= untilAt),
    );
    await storeRows(journal, { fills: [fillRow({ intentId: null, venueAt: NOON + HOUR })] });
    await clock.advance(44 * HOUR);
    const told = await toldIn(journal);
    const texts = told.flatMap((it) =>
      it.type === 'summary.daily' ? [plain(summaryCard(PLAIN_SPEECH, it).text.text)] : [],
    );
    expect(texts).toEqual([
      expect.stringContaining(
        '\nrealised +100.00 · fees 0.00 · funding 0.00\nwhat it booked in other assets is left out\n',
      ),
      expect.not.stringContaining('other assets'),
    ]);
  });

  test('is told once over restarts, and late, as one, where the desk was not running', async () => {
    const first = await startBench();
    await first.clock.advance(20 * HOUR);
    await first.runner.stop();
    const again = await startBench(first.journal, 20 * HOUR);
    await again.clock.advance(2 * HOUR);
    expect(await toldIn(first.journal)).toHaveLength(2);
    await again.runner.stop();
    const later = await startBench(first.journal, 4 * DAY);
    await later.clock.advance(120_000);
    const late = (await toldIn(first.journal)).slice(2);
    expect(late).toMatchObject([{ type: 'summary.daily', isLate: true }]);
    expect(
      late
        .flatMap((it) => ('alerts' in it ? [it.fromAt, it.toAt] : []))
        .map((at) => new Date(at).toISOString().slice(0, 13)),
    ).toEqual(['2026-11-22T23', '2026-11-25T23']);
  });

  test('waits a while for an exchange that does not tell, then goes without', async () => {
    const { clock, journal, broker } = await startBench();
    broker.script.always('getIncome', new BrokerError('timeout', { operation: 'getIncome', message: 'Slow.' }));
    await clock.advance(19.05 * HOUR);
    expect(await toldIn(journal)).toEqual([]);
    await clock.advance(0.2 * HOUR);
    expect(await toldIn(journal)).toMatchObject([{ accounts: [{ sums: null }] }, { accounts: [{ sums: null }] }]);
  });

  test('is not made for a chat that does not want it, and not made up for when it does', async () => {
    const { clock, journal, broker, wanted } = await startBench();
    wanted.isWanted = false;
    await clock.advance(20 * HOUR);
    expect(broker.callsOf('getIncome')).toEqual([]);
    wanted.isWanted = true;
    await clock.advance(HOUR);
    expect(await toldIn(journal)).toEqual([]);
  });
});
