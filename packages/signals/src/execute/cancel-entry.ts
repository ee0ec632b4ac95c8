import { BrokerError, isOpenOrder, toClientOrderId } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import { comesBefore, isAsking } from '../book/intent-table.ts';
import { isOut } from '../entries/is-out.ts';
import { intentWork, protectionWork } from '../faults/work-failed.ts';
import { takesPart } from '../lanes/takes-part.ts';
import { tellRemark } from '../relay/tell-remark.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { inTime } from './in-time.ts';
import { lookUp } from './look-up.ts';
import { settleFound } from './settle-found.ts';

/**
 * Entries of a lane that rest at the exchange although a newer signal of their strategy reduces, or cancels them, or their
 * position has ended, or their route places nothing there any more, or what they fill could not be protected.
 */
export function overtakenEntries(run: Run, rows: readonly IntentRow[]): readonly IntentRow[] {
  return rows.filter(
    (row) =>
      row.kind === 'increase' &&
      isResting(row) &&
      (goalOf(row).leaving ||
        isOut(run, row) ||
        !takesPart(run, row) ||
        run.setAside.has(protectionWork(row)) ||
        rows.some(
          (exit) => exit.kind === 'reduce' && exit.stream === row.stream && comesBefore(row, exit) && !isAsking(exit),
        )),
  );
}

/** So many refusals in a row are no accident of the moment. */
const TOLD_AT = 3;
const MAX_GAP_MS = 30_000;

/**
 * Cancels what is left of a resting entry; refused, ever more seldom. Repeating a cancel moves no money; what it filled is
 * settled as it comes.
 *
 * @param then `goes-on`: by its route's policy, which is durable before the cancel goes, so that after a crash, too, the desk
 * knows its own cancel from somebody else's.
 */
export function cancelEntry(run: Run, intentId: string, then: 'ends' | 'goes-on' = 'ends'): void {
  if (run.notes.canceling.has(intentId)) return;
  run.notes.canceling.add(intentId);
  const intent = run.book.intents.get(intentId);
  run.spawnSend(
    async () => {
      try {
        if (then === 'goes-on') await noteGoesOn(run, intentId);
        await cancelWhileResting(run, intentId);
      } finally {
        run.notes.canceling.delete(intentId);
      }
    },
    intent && intentWork(intent),
  );
}

async function noteGoesOn(run: Run, intentId: string): Promise<void> {
  const entry = run.book.intents.get(intentId);
  if (entry === undefined || goalOf(entry).goesOn === true) return;
  await run.write((w) => {
    const current = w.book.intents.get(intentId);
    if (current === undefined || !isResting(current)) return;
    w.updateIntent(intentId, { goal: formatGoal({ ...goalOf(current), goesOn: true }) });
  }, intentWork(entry));
}

async function cancelWhileResting(run: Run, intentId: string): Promise<void> {
  for (let refusals = 0; ;) {
    const entry = run.book.intents.get(intentId);
    if (entry === undefined || entry.clientOrderId === null || !isResting(entry)) return;
    const reference = { symbol: entry.symbol, clientOrderId: toClientOrderId(entry.clientOrderId) };
    try {
      const answer = run.broker(entry.brokerId).cancelOrder(reference);
      const order = await inTime(run.clock, run.timings.readMs, 'cancelOrder', answer);
      return await settleFound(run, entry, order);
    } catch (error) {
      if (!BrokerError.is(error)) throw error;
      const isNotOpen = error.code === 'order-not-found' || error.code === 'order-not-open';
      // it ended by itself: the look that follows every market order says how
      if (isNotOpen && !(await mayStand(run, entry))) return;
      if (isNotOpen || error.outcome === 'rejected') refusals += 1;
      if (refusals === TOLD_AT) await tellRefused(run, entry, error.message);
    }
    if (run.isStopping) return;
    const gapMs = run.timings.lookGapMs * 2 ** Math.min(Math.max(refusals - 1, 0), 10);
    await run.sleep(Math.min(gapMs, MAX_GAP_MS));
  }
}

/** Once: it is not as the strategy, or a person, wants it, and nobody else says so. */
async function tellRefused(run: Run, { id, clientOrderId: order }: IntentRow, why: string): Promise<void> {
  const entry = run.book.intents.get(id);
  if (entry === undefined || !isResting(entry)) return;
  await run.write((w) => {
    tellRemark(run, w, entry, { about: 'cancel', detail: sentence('cancel-refused', { order, why }) });
  }, intentWork(entry));
}

/** An exchange may refuse to cancel, as not open, what it shows as open. */
async function mayStand(run: Run, entry: IntentRow): Promise<boolean> {
  const look = await lookUp(run, entry);
  if (look === 'failed') return true;
  if (look === 'impossible' || look.order === null || !isOpenOrder(look.order)) return false;
  await settleFound(run, entry, look.order);
  return true;
}

function isResting({ state }: IntentRow): boolean {
  return state === 'accepted' || state === 'partially-filled';
}
