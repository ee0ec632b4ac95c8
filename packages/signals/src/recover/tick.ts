import { watchAsks } from '../asks/watch-asks.ts';
import { isEnded, isAsking } from '../book/intent-table.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { isTooOld } from '../lanes/may-still-enter.ts';
import { readMarkPrices } from '../lanes/mark-prices.ts';
import { INCOME_EVERY_MS, readDayIncome } from '../limits/daily-pnl.ts';
import { watchResting } from '../entries/watch-resting.ts';
import { watchDrift } from '../ledger/watch-drift.ts';
import { checkProtection } from '../protect/check-protection.ts';
import { watchNaked } from '../protect/watch-naked.ts';
import type { Run } from '../run.ts';
import { endHeld } from './end-held.ts';
import { forgetEnded } from './forget-ended.ts';
import { recoverReady } from './recover-ready.ts';
import { createReadinessWatch } from './watch-readiness.ts';

/** Every second: accounts that became ready, entries that grew old, sides without a stop; now and then prices, the watchdog. */
export function startTicking(run: Run): void {
  const watchReadiness = createReadinessWatch(run);
  let watchedAt = run.now();
  let pricedAt = run.now();
  let bookedAt = 0;
  let cancelLast = (): void => {};
  run.abortSignal.addEventListener('abort', () => cancelLast(), { once: true });
  const tick = (): void => {
    if (run.isAbandoned) return;
    schedule();
    if (run.isStopping) return;
    // an error of it is one of the run
    run.spawn(async () => look());
  };
  const look = (): void => {
    run.onTick();
    void Promise.all(recoverReady(run));
    watchReadiness();
    expireOld(run);
    watchAsks(run);
    watchNaked(run);
    watchResting(run);
    if (run.now() - pricedAt >= run.timings.markPriceMs) {
      pricedAt = run.now();
      void readMarkPrices(run);
    }
    if (run.now() - bookedAt >= INCOME_EVERY_MS) {
      bookedAt = run.now();
      void readDayIncome(run);
    }
    if (run.now() - watchedAt < run.timings.watchdogMs) return;
    watchedAt = run.now();
    watch(run);
    endHeld(run);
    forgetEnded(run);
  };
  const schedule = (): void => {
    cancelLast = run.clock.schedule(run.timings.tickMs, tick);
  };
  schedule();
}

function expireOld(run: Run): void {
  for (const brokerId of run.manager.ids) {
    const old = run.book.intents
      .openEntries(brokerId)
      .filter((row) => row.state === 'planned' && !isAsking(row) && isTooOld(run, row));
    if (old.length === 0) continue;
    run.spawn(() =>
      run.write((w) => {
        for (const { id } of old) {
          const row = w.book.intents.get(id);
          if (row?.state !== 'planned') continue;
          endRefused(run, w, row, { code: 'too-old', detail: 'The signal grew older than the route allows.' });
        }
      }),
    );
  }
}

function watch(run: Run): void {
  for (const brokerId of run.manager.ids) {
    if (run.notes.recovered.has(brokerId) && run.view(brokerId).isReady) checkProtection(run, brokerId);
  }
  watchDrift(run);
  for (const row of run.book.intents.all()) {
    if (!isEnded(row)) continue;
    run.notes.waitUntil.delete(row.id);
    run.notes.leveraged.delete(row.id);
    run.notes.priced.delete(row.id);
    run.notes.booked.delete(row.id);
  }
}
