import { type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { inTime } from '../execute/in-time.ts';
import { activityOf } from '../ledger/activity.ts';
import { hasUnsettled } from '../ledger/drift.ts';
import type { SideName } from '../ledger/known-drift.ts';
import { settleUnseen } from '../ledger/settle-unseen.ts';
import type { Run } from '../run.ts';

const TRIES = 5;
const differs = (_: SideName, held: Decimal, owned: Decimal): boolean => !held.eq(owned);

export interface SideRead {
  /** Base asset, signed. */
  readonly quantity: Decimal;
  /** Quote asset; `null` where nothing is held. */
  readonly entryPrice: Decimal | null;
}

/**
 * What a side holds by a fresh read that no order of ours disturbed, once what rests is known to have filled no more than the
 * ledger says; `null`: that cannot be told now.
 */
export async function readSide(
  run: Run,
  { brokerId, symbol, side }: { readonly brokerId: string; readonly symbol: string; readonly side: PositionSide },
): Promise<SideRead | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await run.sleep(run.timings.lookGapMs);
    if (hasUnsettled(run, brokerId, symbol)) continue;
    const activity = activityOf(run, brokerId, symbol);
    const answer = run.broker(brokerId).getPositions({ abortSignal: run.abortSignal });
    const positions = await inTime(run.clock, run.timings.readMs, 'getPositions', answer).catch(() => null);
    if (positions === null || activityOf(run, brokerId, symbol) !== activity) continue;
    const own = positions.filter((one) => one.symbol === symbol);
    if ((await settleUnseen(run, { brokerId, symbol, own, differs })) !== 'same') continue;
    if (activityOf(run, brokerId, symbol) !== activity) continue;
    const found = positions.find((one) => one.symbol === symbol && one.positionSide === side);
    return { quantity: found?.quantity ?? ZERO, entryPrice: found?.entryPrice ?? null };
  }
  return null;
}
