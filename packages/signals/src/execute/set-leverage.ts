import { BrokerError } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import { pump } from '../lanes/pump.ts';
import { tellRemark } from '../relay/tell-remark.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { inTime } from './in-time.ts';
import { wantedLeverage } from './wanted-leverage.ts';
import { sentence } from '../sentences/sentence.ts';

/** The account's stream tells that it is set; an entry waits no longer for that. */
const SEEN_WITHIN_MS = 3_000;
const SEEN_EVERY_MS = 100;

/**
 * Whether an entry that would go now must wait until its alert's leverage is set: where the route lets alerts say it, and the
 * account has another one. It is tried once an entry; setting what is set already changes nothing, so a crash may repeat it.
 */
export function awaitsLeverage(run: Run, w: Writer, intent: IntentRow, verdict: Verdict): boolean {
  if (intent.kind !== 'increase' || goalOf(intent).entry !== null) return false;
  if (verdict.type === 'end' && verdict.code !== 'limit-leverage') return false;
  const tried = run.notes.leveraged.get(intent.id);
  if (tried === 'done' || wantedLeverage(run, intent) === null) return false;
  if (tried === undefined) {
    run.notes.leveraged.set(intent.id, 'setting');
    w.after(() => run.spawnSend(() => applyLeverage(run, intent.id), intentWork(intent)));
  }
  return true;
}

async function applyLeverage(run: Run, intentId: string): Promise<void> {
  const intent = run.book.intents.get(intentId);
  const wanted = intent === undefined ? null : wantedLeverage(run, intent);
  if (intent === undefined || wanted === null) return;
  const why = await set(run, intent, wanted);
  await run.write((w) => {
    run.notes.leveraged.set(intentId, 'done');
    if (why !== null) {
      const stands = run.view(intent.brokerId).leverage(intent.symbol);
      const detail =
        stands === null
          ? sentence('leverage-ignored-why', { leverage: wanted, why })
          : sentence('leverage-stands-why', { leverage: wanted, stands, why });
      tellRemark(run, w, intent, { about: 'leverage', detail });
    }
    pump(run, w, intent.brokerId, intent.symbol);
  }, intentWork(intent));
}

/** `null` once it is set; else why it is not. A position keeps the leverage that it was opened with. */
async function set(run: Run, intent: IntentRow, wanted: number): Promise<string | null> {
  const { brokerId, symbol } = intent;
  const broker = run.broker(brokerId);
  const isEntering = run.book.intents
    .openEntries(brokerId)
    .some((row) => row.id !== intent.id && row.symbol === symbol && isMarked(row));
  if (isEntering) return sentence('being-entered', { symbol });
  try {
    const positions = await inTime(run.clock, run.timings.readMs, 'getPositions', broker.getPositions());
    if (positions.some((position) => position.symbol === symbol)) return sentence('account-holds', { symbol });
    await inTime(run.clock, run.timings.readMs, 'setLeverage', broker.setLeverage(symbol, wanted));
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    return error.message;
  }
  const until = run.now() + SEEN_WITHIN_MS;
  while (run.view(brokerId).leverage(symbol) !== wanted && run.now() < until) await run.sleep(SEEN_EVERY_MS);
  return null;
}
