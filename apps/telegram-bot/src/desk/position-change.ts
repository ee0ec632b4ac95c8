import {
  formatDecimal,
  ZERO,
  type Decimal,
  type Instrument,
  type Position,
  type PositionMode,
} from '@perpdesk/broker-core';

interface Change {
  readonly instrument: Instrument;
  readonly direction: 'long' | 'short';
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  readonly positionMode: PositionMode;
}

function stance(quantity: Decimal): string {
  return `${quantity.isNegative() ? 'SHORT' : 'LONG'} ${formatDecimal(quantity.abs())}`;
}

/** What an order makes of a position that is open already, as one sentence; `null` where its side is flat. */
export function describeChange(positions: readonly Position[], change: Change): string | null {
  const { instrument, direction, positionMode } = change;
  const side = positionMode === 'hedge' ? direction : 'net';
  const held = positions.find((it) => it.symbol === instrument.symbol && it.positionSide === side)?.quantity ?? ZERO;
  if (held.isZero()) return null;
  const after = direction === 'long' ? held.plus(change.quantity) : held.minus(change.quantity);
  const left = after.isZero() ? 'nothing' : stance(after);
  return `Open already: ${stance(held)}. This order leaves ${left}.`;
}
