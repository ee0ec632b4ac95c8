import { Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isMarked } from '../book/intent-table.ts';
import type { MarkPatch } from '../execute/mark.ts';
import { ownedBy, ownedOfSide, ownersOf } from '../ledger/owned.ts';
import { isPanicked } from '../panic/is-panicked.ts';
import { directionOf, increasingSide, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { realPosition } from './plan-account.ts';

/**
 * Streams that own, or are entering, against the stream of an exit: in one-way mode their orders net with its own. Empty
 * in hedge mode, where each direction is a side.
 */
export function offsetting(run: Run, exit: IntentRow): readonly string[] {
  const { brokerId, symbol, stream } = exit;
  const owned = ownedBy(run.book, brokerId, stream);
  if (owned.isZero() || run.view(brokerId).positionMode === 'hedge') return [];
  const direction = directionOf(owned);
  const owners = ownersOf(run.book, brokerId, symbol, 'net').filter(
    (row) => directionOf(decimal(row.owned)) !== direction,
  );
  const entering = run.book.intents
    .openOfLane(brokerId, symbol)
    .filter((row) => row.kind === 'increase' && row.stream !== stream && isMarked(row))
    .filter((row) => row.side !== increasingSide(direction));
  return [...new Set([...owners, ...entering].map((row) => row.stream))];
}

/**
 * The exit's order with what it may say of itself. The net position decides whether it only reduces, not the stream: where
 * others own against it, what closes the stream may grow the position. In doubt it is not said; the quantity is the
 * stream's own all the same.
 *
 * Where an order that grows the position may not go now, only the part that reduces goes: while /panic blocks the account, and
 * while a stop or target of the stream stands, for that may fill at the same moment.
 */
export function netPatch(run: Run, exit: IntentRow, patch: MarkPatch): MarkPatch {
  const { quantity, side = exit.side } = patch;
  const say = (reduceOnly: boolean, least = quantity): MarkPatch => ({
    ...patch,
    ...(least === quantity ? {} : { quantity: least }),
    goal: { ...patch.goal, reduceOnly },
  });
  if (quantity == null || offsetting(run, exit).length === 0) return say(true);
  const net = ownedOfSide(run.book, exit.brokerId, exit.symbol, 'net');
  const held = realPosition(run, exit.brokerId, exit.symbol, 'net', net);
  const asked = decimal(quantity);
  if ([net, held].every((position) => reduces(position, side, asked))) return say(true);
  const guard = hasProtection(run, exit) ? net : isPanicked(run.book, exit.brokerId) ? held : null;
  if (guard === null || guard.isZero() || side !== reducingSide(directionOf(guard))) return say(false);
  return say(true, formatDecimal(Decimal.min(asked, guard.abs())));
}

/**
 * Whether an exit must stand whose order may grow the net position: while /panic blocks the account, until the stream's stops and
 * targets are gone, and while nobody knows whether an earlier exit of its stream was done, for it would be done twice.
 */
export function mustStand(run: Run, exit: IntentRow, { goal }: MarkPatch): boolean {
  if (goal?.reduceOnly !== false) return false;
  if (isPanicked(run.book, exit.brokerId) || hasProtection(run, exit)) return true;
  return run.book.intents
    .openOfLane(exit.brokerId, exit.symbol)
    .some((row) => row.kind === 'reduce' && row.stream === exit.stream && row.state === 'needs-operator');
}

/** They go by themselves once nothing of the stream is with the net. */
function hasProtection(run: Run, { brokerId, symbol, stream }: IntentRow): boolean {
  return run.book.intents.openProtective(brokerId, symbol).some((row) => row.stream === stream);
}

function reduces(position: Decimal, side: string, quantity: Decimal): boolean {
  return !position.isZero() && side === reducingSide(directionOf(position)) && quantity.lte(position.abs());
}

/** Whether an exit of all that the stream owns goes beyond what is owned of its side in all: others own against it. */
export function crossesNet(run: Run, exit: IntentRow): boolean {
  const owned = ownedBy(run.book, exit.brokerId, exit.stream);
  const net = ownedOfSide(run.book, exit.brokerId, exit.symbol, 'net');
  return offsetting(run, exit).length > 0 && !reduces(net, reducingSide(directionOf(owned)), owned.abs());
}
