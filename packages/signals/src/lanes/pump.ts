import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { comesBefore, isMarked, isAsking } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { endPart } from '../entries/end-part.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { sendEntry } from '../entries/send-entry.ts';
import { notePlan } from '../evidence/note-plan.ts';
import { LEFT_OUT, leaveOut } from '../faults/leave-out.ts';
import { blame, intentWork, protectionWork } from '../faults/work-failed.ts';
import { cancelEntry, overtakenEntries } from '../execute/cancel-entry.ts';
import { awaitsLeverage } from '../execute/set-leverage.ts';
import { mark } from '../execute/mark.ts';
import { awaitsReading } from './await-reading.ts';
import { endRefused } from './end-refused.ts';
import { lacksPrice } from './mark-prices.ts';
import { isExitSlotTaken } from './exit-slot.ts';
import { fixUnit } from './fix-unit.ts';
import { mayAddRisk, mayReduce, mayReduceOn } from './may-begin.ts';
import { openLedger } from './open-ledger.ts';
import { hasRoom } from './room.ts';
import { planIntent } from './plan-intent.ts';
import { checkDrift } from '../ledger/drift.ts';
import { mustReadFirst, waitsForEntries, standsBehind } from './exit-waits.ts';
import { mustStand } from './net-exit.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

const UNKEPT = {
  code: LEFT_OUT,
  detail: sentence('protection-out'),
} as const;

/**
 * Starts what may start in a lane: at most one entry and one exit are with the exchange.
 *
 * An exit starts whenever its slot is free. An entry starts when nothing before it in the lane is open any more, but for
 * entries that rest, and once the past of its account is read.
 */
export function pump(run: Run, w: Writer, brokerId: string, symbol: string): void {
  if (!mayReduceOn(run, brokerId) || !run.view(brokerId).isReady) return;
  for (const { id } of overtakenEntries(run, w.book.intents.openOfLane(brokerId, symbol))) {
    w.after(() => cancelEntry(run, id));
  }
  const waiting = new Set<string>();
  for (;;) {
    const rows = w.book.intents.openOfLane(brokerId, symbol);
    const next = rows.find((row) => !waiting.has(row.id) && mayStart(run, rows, row));
    if (next === undefined) return;
    if (!hasRoom(run, next) || !startOrLeaveOut(run, w, next)) waiting.add(next.id);
  }
}

function mayStart(run: Run, rows: readonly IntentRow[], row: IntentRow): boolean {
  // while it stops, only what cannot be protected is still closed
  if (run.isStopping && goalOf(row).work !== 'zero') return false;
  if (row.state !== 'planned' || isAsking(row) || (run.notes.waitUntil.get(row.id) ?? 0) > run.now()) return false;
  if (row.kind === 'reduce') {
    return !isExitSlotTaken(run, rows, row) && !rows.some((other) => standsBehind(row, other));
  }
  if (!mayAddRisk(run) || !run.notes.recovered.has(row.brokerId)) return false;
  return !rows.some((other) => other.id !== row.id && blocks(other, row));
}

/** What rests at the exchange, what waits for a person, and what the desk goes on without, is in nobody's way. */
function blocks(other: IntentRow, row: IntentRow): boolean {
  if (other.code === LEFT_OUT) return false;
  return !isRestingEntry(other) && !isAsking(other) && (comesBefore(other, row) || isMarked(other));
}

/** False: it stands and waits. */
function startOrLeaveOut(run: Run, w: Writer, intent: IntentRow): boolean {
  const work = intentWork(intent);
  let hasStarted = true;
  if (run.setAside.has(work)) leaveOut(run, w, intent);
  else if (intent.kind === 'increase' && run.setAside.has(protectionWork(intent))) endRefused(run, w, intent, UNKEPT);
  else
    blame(work, () => {
      hasStarted = start(run, w, intent);
    });
  return hasStarted;
}

/** False: it stands and waits. */
function start(run: Run, w: Writer, intent: IntentRow): boolean {
  run.probe('before-plan');
  if (intent.kind === 'reduce' && mustReadFirst(run, intent)) {
    w.after(() => checkDrift(run, intent.brokerId, intent.symbol));
    return false;
  }
  if (intent.kind === 'reduce' && goalOf(intent).work === 'step') fixUnit(w, intent);
  const verdict = planIntent(run, intent);
  if (awaitsLeverage(run, w, intent, verdict) || awaitsReading(run, w, intent, verdict)) return false;
  if (verdict.type === 'end') {
    if (intent.kind === 'reduce' && waitsForEntries(run, intent)) return false;
    notePlan(run, intent, verdict);
    if (verdict.code === null && goalOf(intent).entry !== null) endPart(run, w, intent, verdict.detail);
    else endRefused(run, w, intent, verdict);
    return true;
  }
  notePlan(run, intent, verdict);
  if (intent.kind !== 'increase') {
    if (mustStand(run, intent, verdict.patch) || !mayReduce(run, intent, verdict.patch)) return false;
    mark(run, w, intent, verdict.patch);
    return true;
  }
  if (lacksPrice(run, intent)) {
    endRefused(run, w, intent, { code: 'no-price', detail: sentence('limit-no-price') });
    return true;
  }
  openLedger(run, w, intent, verdict);
  if (!sendEntry(run, w, intent, verdict.patch)) {
    endRefused(run, w, intent, { code: 'no-price', detail: sentence('no-price-to-rest') });
  }
  return true;
}
