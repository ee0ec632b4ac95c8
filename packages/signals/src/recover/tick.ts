import { watchAsks } from '../asks/watch-asks.ts';
import { isEnded, isAsking } from '../book/intent-table.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { watchRoom } from '../lanes/give-room.ts';
import { grewOld } from '../lanes/grew-old.ts';
import { isTooOld, knownLimits } from '../lanes/may-still-enter.ts';
import { readMarkPrices } from '../lanes/mark-prices.ts';
import { INCOME_EVERY_MS, readDayIncome } from '../limits/daily-pnl.ts';
import { mayReduceOn } from '../lanes/may-begin.ts';
import { createPartialWatch } from '../lanes/tell-partial.ts';
import { moveExpiries } from '../entries/move-expiries.ts';
import { watchResting } from '../entries/watch-resting.ts';
import { watchDrift } from '../ledger/watch-drift.ts';
import { checkProtection } from '../protect/check-protection.ts';
import { countNakedAnew } from '../protect/naked-time.ts';
import { watchNaked } from '../protect/watch-naked.ts';
import { blame, checkWork, intentWork } from '../faults/work-failed.ts';
import { readAside } from './read-aside.ts';
import type { Run } from '../run.ts';
import { endHeld } from './end-held.ts';
import { forgetEnded } from './forget-ended.ts';
import { recoverReady } from './recover-ready.ts';
import { createReadinessWatch } from './watch-readiness.ts';
import { sentence } from '../sentences/sentence.ts';

/** Every second, or three where a look takes long: accounts that became ready, entries that grew old, sides without a stop; now and then prices, the watchdog. */
export function startTicking(run: Run): void {
  const watchReadiness = createReadinessWatch(run);
  const watchPartials = createPartialWatch(run);
  let watchedAt = run.now();
  let pricedAt = run.now();
  let bookedAt = 0;
  let lookedAt = run.now();
  let cancelLast = (): void => {};
  run.abortSignal.addEventListener('abort', () => cancelLast(), { once: true });
  const tick = (): void => {
    if (run.isAbandoned) return;
    const begunAt = run.now();
    // an error of it is one of the run
    if (!run.isStopping) run.spawn(async () => look());
    if (!run.isAbandoned) schedule(run.now() - begunAt);
  };
  const look = (): void => {
    run.onTick();
    if (run.now() < lookedAt) {
      const ms = lookedAt - run.now();
      run.logger.warn('the clock was set back', { ms });
      countAnew(run, lookedAt);
      moveExpiries(run, ms);
      [watchedAt, pricedAt, bookedAt] = [0, 0, 0];
    }
    lookedAt = run.now();
    check(run, sentence('check-coming'), () => void recoverReady(run));
    check(run, sentence('check-away'), watchReadiness);
    check(run, sentence('check-old-entries'), () => {
      expireOld(run);
      watchRoom(run);
    });
    check(run, sentence('check-cards'), () => watchAsks(run));
    check(run, sentence('check-naked'), () => watchNaked(run));
    check(run, sentence('check-resting'), () => watchResting(run));
    check(run, sentence('check-partials'), watchPartials);
    if (run.now() - pricedAt >= run.timings.markPriceMs) {
      pricedAt = run.now();
      readAside(run, sentence('check-marks'), readMarkPrices);
    }
    if (run.now() - bookedAt >= INCOME_EVERY_MS) {
      bookedAt = run.now();
      readAside(run, sentence('check-day'), readDayIncome);
    }
    if (run.now() - watchedAt < run.timings.watchdogMs) return;
    watchedAt = run.now();
    check(run, sentence('check-watchdog'), () => watch(run));
    check(run, sentence('check-owned'), () => watchDrift(run));
    check(run, sentence('check-held'), () => endHeld(run));
    check(run, sentence('check-ended'), () => forgetEnded(run));
  };
  const schedule = (tookMs: number): void => {
    const { tickMs } = run.timings;
    cancelLast = run.clock.schedule(Math.min(Math.max(tickMs, tookMs * REST), tickMs * MAX_TICKS), tick);
  };
  schedule(0);
}

/** A look at very much takes long: nine tenths of the time are for orders, as long as no look comes much too late. */
const REST = 9;
const MAX_TICKS = 3;

/** Looks, unless the desk goes on without it. */
function check(run: Run, name: string, look: () => void): void {
  const work = checkWork(name);
  if (!run.setAside.has(work)) blame(work, look);
}

/** What was begun before the clock was set back has no length: it is counted from now on. */
function countAnew(run: Run, lookedAt: number): void {
  const { foundAt, doubts, heldBack, markPrices } = run.notes;
  countNakedAnew(run, lookedAt);
  for (const key of foundAt.keys()) foundAt.set(key, run.now());
  doubts.clear();
  heldBack.clear();
  markPrices.clear();
}

function expireOld(run: Run): void {
  for (const brokerId of run.manager.ids) {
    const limits = knownLimits(run, brokerId);
    const old = run.book.intents
      .openEntries(brokerId)
      .filter((row) => row.state === 'planned' && !isAsking(row) && isTooOld(run, row, limits));
    if (old.length === 0) continue;
    run.spawn(() =>
      run.write((w) => {
        for (const { id } of old) {
          const row = w.book.intents.get(id);
          if (row?.state === 'planned') blame(intentWork(row), () => endRefused(run, w, row, grewOld(run, row)));
        }
      }),
    );
  }
}

function watch(run: Run): void {
  for (const brokerId of run.manager.ids) {
    if (mayReduceOn(run, brokerId) && run.view(brokerId).isReady) checkProtection(run, brokerId);
  }
  for (const row of run.book.intents.all()) {
    if (!isEnded(row)) continue;
    run.notes.waitUntil.delete(row.id);
    run.notes.unsent.delete(row.id);
    run.notes.leveraged.delete(row.id);
    run.notes.priced.delete(row.id);
    run.notes.booked.delete(row.id);
    run.notes.missedAt.delete(row.id);
  }
}
