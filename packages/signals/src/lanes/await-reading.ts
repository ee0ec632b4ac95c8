import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { dailyPnlOf, readIncomeOf } from '../limits/daily-pnl.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { lacksPrice, readMarkPrice } from './mark-prices.ts';
import type { Verdict } from './plan-intent.ts';
import { pump } from './pump.ts';

/**
 * Whether an order waits for what is not known yet to be read: a price, where the alert need not tell one, or its own is not
 * to be gone by; the day's bookings, when the day or the account has just begun. Once an intent and kind; then it is planned with
 * what is known.
 */
export function awaitsReading(run: Run, w: Writer, intent: IntentRow, verdict: Verdict): boolean {
  const { brokerId, symbol } = intent;
  const isPriceless =
    verdict.type === 'send' ? lacksPrice(run, intent) : verdict.code === 'no-price' && goalOf(intent).work === 'wish';
  if (isPriceless) {
    return readsOnce(run, w, intent, run.notes.priced, () => readMarkPrice(run, brokerId, symbol));
  }
  if (verdict.type !== 'end') return false;
  if (verdict.code === 'limit-daily-loss' && dailyPnlOf(run, brokerId) === null) {
    return readsOnce(run, w, intent, run.notes.booked, () => readIncomeOf(run, brokerId));
  }
  return false;
}

/** False: it was read for the intent already. */
function readsOnce(
  run: Run,
  w: Writer,
  intent: IntentRow,
  tried: Map<string, 'reading' | 'done'>,
  read: () => Promise<unknown>,
): boolean {
  const { id, brokerId, symbol } = intent;
  if (tried.get(id) === 'done') return false;
  if (tried.has(id)) return true;
  tried.set(id, 'reading');
  w.after(() =>
    run.spawn(async () => {
      await read();
      tried.set(id, 'done');
      await run.write((writer) => pump(run, writer, brokerId, symbol), intentWork(intent));
    }, intentWork(intent)),
  );
  return true;
}
