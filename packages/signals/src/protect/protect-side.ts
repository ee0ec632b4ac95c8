import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { decimal } from '@perpdesk/broker-core';
import { ledgerKey } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { blame, checkWork, protectionWork } from '../faults/work-failed.ts';
import { activityOf } from '../ledger/activity.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { pump } from '../lanes/pump.ts';
import type { ProtectPolicy } from '../route.ts';
import type { Run } from '../run.ts';
import { isDoubted } from './doubt.ts';
import { keepStop } from './keep-stop.ts';
import { keepTargets, keepTrailing } from './keep-targets.ts';
import { leave } from './leave.ts';
import type { WantedOrder } from './wanted-order.ts';
import { isFilling, wantedProtection } from './wanted-protection.ts';
import { isDecided, isLeaving, ofSide, protectionKey, protectPolicyOf, sideKey } from './policy.ts';
import { formatProtectState, protectStateOf } from './protect-state.ts';
import { isBrokenEven } from './protect-terms.ts';
import { sentence } from '../sentences/sentence.ts';
import { signalToProtect } from './signal-to-protect.ts';
import { tellMerged } from './tell-protection.ts';

/** Whose orders are looked at; `id`: of one that is filling and ends by itself. */
export type ProtectPlace = Pick<IntentRow, 'brokerId' | 'symbol' | 'positionSide'> & {
  readonly id?: string;
  /** Nothing of an entry has filled for a while that is still to fill. */
  readonly isQuiet?: boolean;
};

/** Parts of an entry that fill at the market within it have their targets together. */
const QUIET_MS = 300;

/**
 * Brings the protective orders of one side to what its streams own now, step by step: whatever changes calls it, and so does
 * the watchdog. What protects nothing any more is canceled.
 */
export function protectSide(run: Run, w: Writer, place: ProtectPlace): void {
  const owners = ownersOf(w.book, place.brokerId, place.symbol, toPositionSide(place.positionSide));
  forgetUnowned(run, `${sideKey(place)} `, owners);
  // an exit of ours took it: that what stood went is no sign of others any more
  if (owners.length === 0) run.notes.doubts.delete(sideKey(place));
  for (const order of ofSide(run, place)) {
    const isOwned = owners.some((row) => row.stream === order.stream && sideOf(row) === order.side);
    // one at the market ends by itself once it is taken, and is not to be sent again before
    const isEnding = order.orderType === 'market' && order.state !== 'sending';
    if (!isOwned && !isLeaving(order) && order.id !== place.id && !isEnding) leave(run, w, order);
  }
  for (const row of owners) {
    const work = protectionWork(row);
    // then what stands is left, and what has no stop is closed by the watchdog
    if (!run.setAside.has(work)) blame(work, () => protectRow(run, w, row, place.isQuiet));
  }
}

function protectRow(run: Run, w: Writer, row: LedgerRow, isQuiet = false): void {
  const policy = protectPolicyOf(run, row.stream);
  const { stopLoss, takeProfits, trailing, breakEvenAfter } = policy;
  const state = protectStateOf(row);
  const isUnprotected = stopLoss === null && takeProfits.length === 0 && trailing === null && breakEvenAfter === null;
  if (isUnprotected && state.asked === null && state.hand === null) return;
  if (isDoubted(run, w, row)) return;
  const { signalId } = state;
  const isKnown = signalId !== null && (w.book.signals.has(signalId) || run.notes.unreadSignals.has(signalId));
  if (!isKnown) return w.after(() => protectLater(run, row));
  const wanted = wantedProtection(run, row);
  if (wanted === null) return;
  const current = withDone(w, row, policy, wanted.done);
  // what nobody decides any more stays as it stands
  const decides = (work: WantedOrder['work']) => isDecided(run, current, work);
  const isStopped = !decides('stop') || keepStop(run, w, current, { signalId, wanted: wanted.stops });
  if (!isStopped) return;
  if (isFilling(run, current) && !isQuiet) return w.later(() => protectOnceQuiet(run, current));
  // with quantities on the side a stop is made smaller before the next target can fill
  const targets = wanted.isWhole ? wanted.targets : nextOf(wanted.targets, current);
  if (decides('target')) keepTargets(run, w, current, { signalId, wanted: targets });
  if (decides('trailing')) keepTrailing(run, w, current, { signalId, wanted: wanted.trailing });
  if (wanted.merged.length > 0) tellMerged(run, w, current, signalId, wanted.merged);
}

/** The target that the price reaches first, in whatever order they were given. */
function nextOf(targets: readonly WantedOrder[], row: LedgerRow): readonly WantedOrder[] {
  const isLong = directionOf(decimal(row.owned)) === 'long';
  const [next] = targets.toSorted((a, b) => {
    const further = decimal(a.triggerPrice ?? '0').comparedTo(b.triggerPrice ?? '0');
    return isLong ? further : -further;
  });
  return targets.filter((one) => one.target === next?.target);
}

/** Targets that have their part are remembered: they do not come again, and what they did to the stop stays. */
function withDone(w: Writer, row: LedgerRow, policy: ProtectPolicy, now: readonly number[]): LedgerRow {
  const state = protectStateOf(row);
  const done = [...new Set([...state.done, ...now])];
  const isEven = state.isEven || isBrokenEven(policy, { done, isEven: false });
  if (done.length === state.done.length && isEven === state.isEven) return row;
  const { version: _, ...rest } = row;
  w.putLedger({ ...rest, protect: formatProtectState({ ...state, done, isEven }) });
  return w.book.ledger.get(ledgerKey(row.brokerId, row.stream)) ?? row;
}

/** The signal is not in memory: it is read from the journal, or written, first. */
function protectLater(run: Run, row: LedgerRow): void {
  run.spawn(async () => {
    const signalId = await signalToProtect(run, row);
    await run.write((w) => {
      const current = w.book.ledger.get(ledgerKey(row.brokerId, row.stream));
      if (current === undefined || current.owned === '0') return;
      const { version: _, ...rest } = current;
      w.putLedger({ ...rest, protect: formatProtectState({ ...protectStateOf(current), signalId }) });
      protectSide(run, w, current);
      pump(run, w, row.brokerId, row.symbol);
    }, protectionWork(row));
  }, protectionWork(row));
}

/** Of an entry at the market whose rest is late: what has filled of it is given its targets. */
function protectOnceQuiet(run: Run, { brokerId, stream, symbol, positionSide }: LedgerRow): void {
  const isInPart = run.book.intents
    .openEntries(brokerId)
    .some((entry) => entry.stream === stream && entry.state === 'partially-filled');
  if (!isInPart) return;
  const activity = activityOf(run, brokerId, symbol);
  run.spawn(async () => {
    await run.sleep(QUIET_MS);
    // a newer fill waits for itself
    if (activityOf(run, brokerId, symbol) !== activity) return;
    await run.write(
      (w) => {
        protectSide(run, w, { brokerId, symbol, positionSide, isQuiet: true });
        pump(run, w, brokerId, symbol);
      },
      checkWork(sentence('check-protection'), brokerId),
    );
  });
}

function sideOf(row: LedgerRow): string {
  return reducingSide(directionOf(decimal(row.owned)));
}

/** Who owns nothing lacks nothing: the next entry's stop goes at once, and has its whole time. */
function forgetUnowned(run: Run, prefix: string, owners: readonly LedgerRow[]): void {
  const owning = new Set(owners.map(protectionKey));
  const { heldBack, placedTimes, refusedTimes, naked, trailingTold } = run.notes;
  for (const notes of [heldBack, placedTimes, refusedTimes]) {
    for (const key of notes.keys()) {
      const isOwning = [...owning].some((owner) => key.startsWith(`${owner} `));
      if (key.startsWith(prefix) && !isOwning) notes.delete(key);
    }
  }
  for (const notes of [naked, trailingTold]) {
    for (const key of notes.keys()) if (key.startsWith(prefix) && !owning.has(key)) notes.delete(key);
  }
}
