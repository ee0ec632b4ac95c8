import { decimal, formatDecimal, ZERO, type Decimal, type Position } from '@perpdesk/broker-core';
import type { GuardedCommand, StoredHeld } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { directionOf } from './find-position.ts';
import { readPositions } from './fresh.ts';
import { heldSide } from './open-notes.ts';

type Entry = Extract<GuardedCommand, { readonly type: 'open' }>;

/** As a card keeps what is held of its side. */
export function storedHeld(held: Position | undefined): StoredHeld {
  if (held === undefined || held.quantity.isZero()) return { direction: null, quantity: '0' };
  return { direction: directionOf(held), quantity: formatDecimal(held.quantity.abs()) };
}

function signed({ direction, quantity }: StoredHeld): Decimal {
  return direction === 'short' ? decimal(quantity).negated() : decimal(quantity);
}

/** Whether the entry is something else for what is held now: more of what grows stays what it was. */
function isOther(entry: Entry, before: Decimal, now: Decimal): boolean {
  const sign = (quantity: Decimal) => (quantity.isZero() ? 0 : quantity.isNegative() ? -1 : 1);
  if (sign(before) !== sign(now)) return true;
  const lowers = !now.isZero() && now.isNegative() === (entry.direction === 'long');
  return lowers && !before.equals(now);
}

/** What was held when an entry's card came and is now, base asset, signed, where that makes another order of it; `null`: it does not. */
export async function heldSince(
  context: DeskContext,
  brokerId: string,
  entry: Entry,
): Promise<{ readonly before: Decimal; readonly held: Decimal } | null> {
  if (entry.held === null) return null;
  const before = signed(entry.held);
  const account = context.manager.view(brokerId);
  const { symbol, direction } = entry;
  const heldOf = (positions: readonly Position[]) =>
    heldSide(positions, { symbol, direction, positionMode: account.positionMode })?.quantity ?? ZERO;
  if (!isOther(entry, before, heldOf(account.positions))) return null;
  // what is known may be older than the card
  const held = heldOf((await readPositions(context, account)).value);
  return isOther(entry, before, held) ? { before, held } : null;
}
