import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { realPosition } from '../lanes/plan-account.ts';
import { ownedOfSide } from '../ledger/owned.ts';
import { type Direction, directionOf, positionSideOf } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';

type Leaving = Pick<Signal, 'id' | 'routeId' | 'symbol'> & Partial<Pick<Signal, 'transition' | 'before'>>;

/**
 * A strategy that the desk did not know closes or turns, and an account holds that side: nobody here opened it, so nobody
 * here closes it, and the chats are told loudly.
 */
export function tellUnowned(run: Run, w: Writer, signal: Leaving, previous: Decimal): void {
  for (const direction of sidesLeft(signal, previous)) tellSide(run, w, signal, direction);
}

/** A close that does not tell what it closes may mean either side. */
function sidesLeft({ transition, before }: Leaving, previous: Decimal): readonly Direction[] {
  const from = previous.isZero() ? (before ?? null) : previous;
  if (from === null) return transition === 'close' ? ['long', 'short'] : [];
  return from.isZero() ? [] : [directionOf(from)];
}

function tellSide(run: Run, w: Writer, signal: Leaving, direction: Direction): void {
  for (const { brokerId } of run.routes.get(signal.routeId)?.brokers ?? []) {
    const positionSide = positionSideOf(direction, run.view(brokerId).positionMode);
    const held = realPosition(run, brokerId, signal.symbol, positionSide, ZERO);
    if (held.isZero() || directionOf(held) !== direction) continue;
    const unowned = held.minus(ownedOfSide(run.book, brokerId, signal.symbol, positionSide));
    if (unowned.isZero() || directionOf(unowned) !== direction) continue;
    tellSignal(run, w, signal.id, `unowned:${signal.id}:${brokerId}:${direction}`, {
      type: 'position.unowned',
      signalId: signal.id,
      routeId: signal.routeId,
      account: accountTag(run, brokerId),
      symbol: signal.symbol,
      positionSide,
      quantity: formatDecimal(unowned),
    });
  }
}
