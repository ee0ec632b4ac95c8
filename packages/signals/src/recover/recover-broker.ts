import type { Fill, HistoryQuery } from '@perpdesk/broker-core';
import { fillKey } from '../book/book.ts';
import { isMarked, isProtective } from '../book/intent-table.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import { lacksPrice, resolveOrder } from '../execute/resolve-order.ts';
import { accountWork } from '../faults/work-failed.ts';
import { pump } from '../lanes/pump.ts';
import { driftPolicyOf } from '../ledger/drift-policy.ts';
import { checkDrift } from '../ledger/drift.ts';
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
import { gapsOf, readFrom } from './read-from.ts';
import { readPast } from './read-past.ts';
import { recordFill } from './record-fill.ts';

/**
 * Brings one account up to date, at the start and after a gap: settles what was in flight, reads the fills that were
 * missed, compares positions and stops; then its lanes go on.
 */
export async function recoverBroker(run: Run, brokerId: string): Promise<void> {
  const gaps = gapsOf(run, brokerId);
  await adoptStops(run, brokerId);
  const mine = [...run.book.intents.all()].filter((row) => row.brokerId === brokerId);
  for (const row of mine) {
    if (isProtective(row) && isProven(row) && isLeaving(row)) cancelStop(run, row.id);
    else if (isMarked(row) || lacksPrice(row)) resolveOrder(run, row.id);
  }
  await readMissedFills(run, brokerId);
  await findLostOrders(run, brokerId);
  // another gap meanwhile: what it hid is read in the next round
  if (gapsOf(run, brokerId) !== gaps) return;
  run.notes.readFrom.delete(brokerId);
  const owned = [...run.book.ledger.values()].filter((row) => row.brokerId === brokerId && row.owned !== '0');
  const seen = run.view(brokerId).positions.filter(({ symbol }) => driftPolicyOf(run, brokerId, symbol) !== 'ledger');
  const symbols = new Set([...owned, ...mine.filter(isMarked), ...seen].map((row) => row.symbol));
  for (const symbol of symbols) checkDrift(run, brokerId, symbol);
  run.notes.recovered.add(brokerId);
  seedExcess(run, brokerId);
  checkProtection(run, brokerId);
  watchNaked(run);
  const lanes = new Set(
    [...run.book.intents.all()].filter((row) => row.brokerId === brokerId).map((row) => row.symbol),
  );
  await run.write((w) => {
    for (const symbol of lanes) pump(run, w, brokerId, symbol);
  }, accountWork(brokerId));
}

async function readMissedFills(run: Run, brokerId: string): Promise<void> {
  const fromAt = readFrom(run, brokerId);
  if (fromAt === null) return;
  const read = (span: HistoryQuery) => run.broker(brokerId).getFills(span);
  const fills = await readPast(run, { brokerId, operation: 'getFills', fromAt, read });
  for (const fill of fills) await loadIntentOf(run, brokerId, fill);
  const nobodys = fills.filter((fill) => isNobodys(run, brokerId, fill)).map(({ venueAt }) => venueAt);
  if (nobodys.length > 0) await loadEndedOrders(run, brokerId, Math.min(...nobodys));
  await linkFills(run, brokerId, fills);
  const missed = fills.filter((fill) => !isKnown(run, brokerId, fill));
  run.notes.missedFills.set(brokerId, (run.notes.missedFills.get(brokerId) ?? 0) + missed.length);
  const lostPanic = await findLostPanic(run, brokerId, missed);
  await run.write((w) => {
    if (lostPanic !== null) restorePanic(run, w, brokerId, lostPanic);
    for (const fill of fills) recordFill(run, w, brokerId, fill);
  }, accountWork(brokerId));
}

function isKnown(run: Run, brokerId: string, { symbol, tradeId }: Fill): boolean {
  return run.book.knownFills.has(fillKey({ brokerId, symbol, tradeId }));
}
