import { POSITION_SIDES, ZERO } from '@perpdesk/broker-core';
import { mayReduceOn } from '../lanes/may-begin.ts';
import type { Run } from '../run.ts';
import { checkDrift, hasUnsettled } from './drift.ts';
import { driftPolicyOf } from './drift-policy.ts';
import { isExcessStale } from './excess.ts';
import { mayDrift } from './known-drift.ts';
import { isOfOtherMode } from './of-other-mode.ts';
import { ownedOfSide } from './owned.ts';

/** Compares what memory sees of positions with what is owned: of all that are owned, and of those where more matters. */
export function watchDrift(run: Run): void {
  for (const brokerId of run.manager.ids) if (mayReduceOn(run, brokerId)) watchAccount(run, brokerId);
}

/** The same of one account. */
export function watchAccount(run: Run, brokerId: string): void {
  const owned = [...run.book.ledger.values()].filter((row) => row.brokerId === brokerId);
  const seen = run.view(brokerId).positions.filter(({ symbol }) => driftPolicyOf(run, brokerId, symbol) !== 'ledger');
  for (const symbol of new Set([...owned, ...seen].map((one) => one.symbol))) watchSymbol(run, brokerId, symbol);
}

function watchSymbol(run: Run, brokerId: string, symbol: string): void {
  const differs = POSITION_SIDES.some((side) => {
    const held = run.view(brokerId).position(symbol, side)?.quantity ?? ZERO;
    const owned = ownedOfSide(run.book, brokerId, symbol, side);
    const place = { brokerId, symbol, side };
    return mayDrift(run, place, held, owned) || isExcessStale(run, place, held) || isOfOtherMode(run, place);
  });
  if (differs && !hasUnsettled(run, brokerId, symbol)) checkDrift(run, brokerId, symbol);
}
