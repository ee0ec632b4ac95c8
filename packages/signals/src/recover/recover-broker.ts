import type { Fill, HistoryQuery } from '@perpdesk/broker-core';
import { fillKey } from '../book/book.ts';
import { isMarked, isProtective } from '../book/intent-table.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import { lacksPrice, resolveOrder } from '../execute/resolve-order.ts';
import { accountWork } from '../faults/work-failed.ts';
import { pump } from '../lanes/pump.ts';
import { driftPolicyOf } from '../ledger/drift-policy.ts';
import { checkDrift } from '../ledger/drift.ts';
import { watchAccount } from '../ledger/watch-drift.ts';
import { seedExcess } from '../ledger/excess.ts';
import { checkProtection } from '../protect/check-protection.ts';
import { isLeaving, isProven } from '../protect/policy.ts';
import { watchNaked } from '../protect/watch-naked.ts';
import type { Run } from '../run.ts';
import { adoptStops } from './adopt-stop.ts';
import { findLostOrders } from './find-lost-orders.ts';
import { loadEndedOrders, loadIntentOf } from './load-intent.ts';
import { isNobodys, linkFills } from './link-fills.ts';
import { findLostPanic, restorePanic } from './note-unrecorded.ts';
import { dropReadFrom, gapsOf, readFrom } from './read-from.ts';
import { readPast } from './read-past.ts';
import { recordFill } from './record-fill.ts';

/** Where the past is not read by then, what reduces and protects does not wait for it. */
const PAST_MS = 2_000;

/**
 * Brings one account up to date, at the start and after a gap: settles what was in flight, reads the fills that were
 * missed, compares positions and stops; then its lanes go on. Exits, stops and the watchdog go on before, where the lists of
 * the past take long or are refused; entries wait for them.
 */
export async function recoverBroker(run: Run, brokerId: string): Promise<void> {
  const gaps = gapsOf(run, brokerId);
  await adoptStops(run, brokerId);
  const mine = [...run.book.intents.all()].filter((row) => row.brokerId === brokerId);
  for (const row of mine) {
    if (isProtective(row) && isProven(row) && isLeaving(row)) cancelStop(run, row.id);
    else if (isMarked(row) || lacksPrice(row)) {
      resolveOrder(run, row.id);
      // one that rests is asked after seldom, and may have filled in the gap
      run.wake(row.id);
    }
  }
  const isCurrent = (): boolean => gapsOf(run, brokerId) === gaps;
  const cancel = run.clock.schedule(PAST_MS, () => {
    if (!run.isAbandoned && isCurrent()) run.spawn(() => reduceMeanwhile(run, brokerId), accountWork(brokerId));
  });
  let foreign: readonly string[];
  try {
    foreign = await readMissedFills(run, brokerId, isCurrent);
    if (isCurrent()) await findLostOrders(run, brokerId);
  } finally {
    cancel();
  }
  // another gap meanwhile: what it hid is read in the next round
  if (!isCurrent()) return;
  run.notes.readFrom.delete(brokerId);
  const owned = [...run.book.ledger.values()].filter((row) => row.brokerId === brokerId && row.owned !== '0');
  const seen = run.view(brokerId).positions.filter(({ symbol }) => driftPolicyOf(run, brokerId, symbol) !== 'ledger');
  const symbols = [...owned, ...mine.filter(isMarked), ...seen].map((row) => row.symbol);
  for (const symbol of new Set([...symbols, ...foreign])) checkDrift(run, brokerId, symbol);
  run.notes.recovered.add(brokerId);
  run.notes.reducing.delete(brokerId);
  run.notes.pastRefused.delete(brokerId);
  await goOn(run, brokerId);
}

/** What reduces and protects goes on before the past is read: an exit goes by what the account holds. */
async function reduceMeanwhile(run: Run, brokerId: string): Promise<void> {
  run.logger.warn('the past of an account is not read yet; exits and stops go on', { brokerId });
  run.notes.reducing.add(brokerId);
  watchAccount(run, brokerId);
  await goOn(run, brokerId);
}

async function goOn(run: Run, brokerId: string): Promise<void> {
  seedExcess(run, brokerId);
  checkProtection(run, brokerId);
  watchNaked(run);
  const lanes = new Set(
    [...run.book.intents.all()].filter((row) => row.brokerId === brokerId).map((row) => row.symbol),
  );
  await run.write((w) => {
    dropReadFrom(run, w, brokerId);
    for (const symbol of lanes) pump(run, w, brokerId, symbol);
  }, accountWork(brokerId));
}

/** @returns the instruments in which others have traded. */
async function readMissedFills(run: Run, brokerId: string, isCurrent: () => boolean): Promise<readonly string[]> {
  const fromAt = readFrom(run, brokerId);
  if (fromAt === null) return [];
  const read = (span: HistoryQuery) => run.broker(brokerId).getFills(span);
  const fills = await readPast(run, { brokerId, operation: 'getFills', fromAt, read });
  if (fills === null) return [];
  for (const fill of fills) await loadIntentOf(run, brokerId, fill);
  const nobodys = fills.filter((fill) => isNobodys(run, brokerId, fill)).map(({ venueAt }) => venueAt);
  if (nobodys.length > 0) await loadEndedOrders(run, brokerId, Math.min(...nobodys));
  await linkFills(run, brokerId, fills);
  if (!isCurrent()) return [];
  const missed = fills.filter((fill) => !isKnown(run, brokerId, fill));
  run.notes.missedFills.set(brokerId, (run.notes.missedFills.get(brokerId) ?? 0) + missed.length);
  const lostPanic = await findLostPanic(run, brokerId, missed);
  const foreign: string[] = [];
  await run.write((w) => {
    if (lostPanic !== null) restorePanic(run, w, brokerId, lostPanic);
    for (const fill of fills) if (recordFill(run, w, brokerId, fill) === 'foreign') foreign.push(fill.symbol);
  }, accountWork(brokerId));
  return foreign;
}

function isKnown(run: Run, brokerId: string, { symbol, tradeId }: Fill): boolean {
  return run.book.knownFills.has(fillKey({ brokerId, symbol, tradeId }));
}
