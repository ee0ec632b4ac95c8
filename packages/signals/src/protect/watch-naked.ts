import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { ledgerKey } from '../book/book.ts';
import { blame, checkWork, protectionWork } from '../faults/work-failed.ts';
import { mayReduceOn } from '../lanes/may-begin.ts';
import { pump } from '../lanes/pump.ts';
import type { Run } from '../run.ts';
import { closeUnprotected } from './close-unprotected.ts';
import { isDoubted } from './doubt.ts';
import { doubleStop } from './keep-stop.ts';
import { countNaked, forgetNaked, pauseNaked } from './naked-time.ts';
import { isCovered, isLeaving, needsStop, protectionOf } from './policy.ts';
import { staysAsItStands } from './only-by-hand.ts';
import { protectSide } from './protect-side.ts';
import { signalToProtect } from './signal-to-protect.ts';
import { wantedProtection } from './wanted-protection.ts';
import { sentence } from '../sentences/sentence.ts';

/** Looks at every side that is to have a stop: places what lacks, sends a second while one is in doubt, closes at the limit. */
export function watchNaked(run: Run): void {
  const answering = new Map<string, boolean>();
  for (const row of run.book.ledger.values()) {
    if (row.owned === '0') continue;
    const canAct = answering.get(row.brokerId) ?? isAnswering(run, row.brokerId);
    answering.set(row.brokerId, canAct);
    // the limit counts while the exchange answers
    if (!canAct) pauseNaked(run, row);
    else if (lacksStop(run, row)) act(run, row, countNaked(run, row) >= run.timings.nakedLimitMs ? 'close' : 'place');
    else if (run.notes.naked.size > 0) forgetNaked(run, row);
  }
}

function isAnswering(run: Run, brokerId: string): boolean {
  return mayReduceOn(run, brokerId) && run.view(brokerId).isReady && !run.isStopping;
}

/** Where the desk fails at the stream's protection, a stop that stands may be found all the same; in doubt there is none. */
function lacksStop(run: Run, row: LedgerRow): boolean {
  const work = protectionWork(row);
  let lacks = true;
  if (!run.setAside.has(work)) {
    blame(work, () => {
      lacks = needsStop(run, row) && !isCovered(run, row) && !staysAsItStands(run, row);
    });
  } else {
    try {
      // what stands can be read where the terms cannot
      lacks = !isCovered(run, row) && needsStop(run, row);
    } catch (error) {
      run.logger.error('the protection of a strategy cannot be read', { stream: row.stream, error });
    }
  }
  return lacks;
}

/** One stop whose answer is lost and whose validity is over: a second one may go under a new id. */
function mayDouble(run: Run, stops: readonly IntentRow[]): boolean {
  const [only, ...others] = stops;
  if (only === undefined || others.length > 0) return false;
  return only.state === 'unknown' && run.view(only.brokerId).venueNow() > (only.untilAt ?? 0);
}

function act(run: Run, row: LedgerRow, what: 'place' | 'close'): void {
  // where protecting fails, closing is another thing that may fail
  const by = run.setAside.has(protectionWork(row))
    ? checkWork(sentence('check-way-to-close', { stream: row.stream }), row.brokerId)
    : protectionWork(row);
  if (run.setAside.has(by)) return;
  run.spawn(async () => {
    const signalId = await signalToProtect(run, row);
    if (what === 'close') {
      const detail = sentence('no-stop-proven');
      return closeUnprotected(run, row, { signalId, detail, isToClose: (current) => lacksStop(run, current), by });
    }
    await run.write((w) => {
      const current = w.book.ledger.get(ledgerKey(row.brokerId, row.stream));
      if (current === undefined || current.owned === '0' || !lacksStop(run, current)) return;
      if (!run.setAside.has(protectionWork(current))) {
        protectSide(run, w, current);
        const stops = protectionOf(run, current, 'stop').filter((stop) => !isLeaving(stop));
        const wanted =
          mayDouble(run, stops) && !isDoubted(run, w, current) ? (wantedProtection(run, current)?.stops ?? []) : [];
        if (wanted.length > 0) doubleStop(run, w, current, { signalId, wanted });
      }
      pump(run, w, current.brokerId, current.symbol);
    }, by);
  }, by);
}
