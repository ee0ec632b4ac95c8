import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded, isProtective } from '../book/intent-table.ts';
import { applyAccepted } from '../lanes/apply-accepted.ts';
import { awaitFills } from '../lanes/tell-filled.ts';
import { untoldFlag } from '../lanes/untold-flag.ts';
import { endLeftOut, tellLeftOut } from '../faults/leave-out.ts';
import { settleUnread } from '../faults/settle-unread.ts';
import { blame, intentWork } from '../faults/work-failed.ts';
import { readMarkPrices } from '../lanes/mark-prices.ts';
import { readDayIncome } from '../limits/daily-pnl.ts';
import { finishSignal } from '../lanes/finish-signal.ts';
import { isTooOld } from '../lanes/may-still-enter.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { findUnattended } from './find-unattended.ts';
import { loadBook } from './load-book.ts';
import { onEvent } from './on-event.ts';
import { noteReadFrom } from './read-from.ts';
import { readAside } from './read-aside.ts';
import { recoverReady } from './recover-ready.ts';
import { startTicking } from './tick.ts';
import { sentence } from '../sentences/sentence.ts';

/** Reads the journal; `flags` hold over what it says. */
export async function loadRun(run: Run, flags: ReadonlyMap<string, string>): Promise<void> {
  await loadBook(run);
  for (const [name, value] of flags) run.book.flags.set(name, value);
}

/** Settles what a crash left open, goes on with what was planned and accepted, and says so once. */
export async function startRun(run: Run): Promise<void> {
  for (const id of run.manager.ids) noteReadFrom(run, id);
  const unsubscribe = run.manager.subscribe((event) => {
    if (!run.isAbandoned) onEvent(run, event);
  });
  run.abortSignal.addEventListener('abort', unsubscribe, { once: true });
  const open = [...run.book.intents.all()].filter((row) => !isEnded(row) && !isProtective(row));
  const accepted = [...run.book.signals.values()].filter((signal) => signal.state === 'accepted');
  const expired = open.filter((row) => row.kind === 'increase' && row.state === 'planned' && isTooOld(run, row));
  const left = run.setAside.untold();
  const unattended = findUnattended(run);
  if (unattended.length > 0)
    run.logger.error('accounts that are not configured any more hold something', { unattended });
  await run.write((w) => {
    settleUnread(run, w);
    tellLeftOut(run, w, left);
    endLeftOut(run, w);
    for (const row of w.book.intents.all()) {
      const work = intentWork(row);
      if (isEnded(row) && mayBeUntold(run, row) && !run.setAside.has(work)) blame(work, () => awaitFills(run, w, row));
    }
    for (const { id } of w.book.signals.values()) finishSignal(run, w, id);
    // it says loudly what it fails at, and not each time that it tries again
    if (run.setAside.isFailing()) return;
    tellAll(run, w, `started:${run.newId()}`, {
      type: 'desk.started',
      accounts: run.manager.ids.map((id) => accountTag(run, id)),
      expired: expired.length,
      resumed: open.length - expired.length + accepted.length,
      notes: unattended,
    });
  });
  run.setAside.told(left);
  // a broker that hangs holds nothing up: its guarded entries are refused until a price is known
  readAside(run, sentence('check-marks'), readMarkPrices);
  readAside(run, sentence('check-day'), readDayIncome);
  // nor does one that cannot be compared yet: its lanes stand until it was
  await Promise.race([Promise.all(recoverReady(run)), run.sleep(run.timings.startMs)]);
  for (const signal of accepted) await applyAccepted(run, signal.stored);
  startTicking(run);
}

/** An account that is not configured any more has no position to be told. */
function mayBeUntold(run: Run, row: IntentRow): boolean {
  if (!isProtective(row)) return true;
  return run.book.flags.has(untoldFlag(row.id)) && run.manager.ids.includes(row.brokerId);
}
