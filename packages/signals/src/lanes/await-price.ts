import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import { readMarkPrice } from './mark-prices.ts';
import type { Verdict } from './plan-intent.ts';
import { pump } from './pump.ts';

/**
 * Whether an order that cannot be sized without a price waits for one to be read: alerts that tell no positions need not tell
 * it, and the desk may have just started. Once an intent; then it is planned with what is known.
 */
export function awaitsPrice(run: Run, w: Writer, intent: IntentRow, verdict: Verdict): boolean {
  if (verdict.type !== 'end' || verdict.code !== 'no-price' || goalOf(intent).work !== 'wish') return false;
  const { id, brokerId, symbol } = intent;
  const tried = run.notes.priced.get(id);
  if (tried === 'done') return false;
  if (tried === undefined) {
    run.notes.priced.set(id, 'reading');
    w.after(() =>
      run.spawn(async () => {
        await readMarkPrice(run, brokerId, symbol);
        run.notes.priced.set(id, 'done');
        await run.write((writer) => pump(run, writer, brokerId, symbol));
      }),
    );
  }
  return true;
}
