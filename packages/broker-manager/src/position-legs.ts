import { createHash } from 'node:crypto';
import {
  BrokerError,
  Decimal,
  oppositeSide,
  roundQuantityDown,
  toClientOrderId,
  ZERO,
  type ClientOrderId,
  type Instrument,
  type Position,
  type PositionMode,
  type PositionSide,
  type Side,
} from '@perpdesk/broker-core';

/** What one order is to do. */
export interface Leg {
  readonly kind: 'reduce' | 'increase';
  readonly side: Side;
  readonly positionSide: PositionSide;
  /** Base asset, > 0, on the step. */
  readonly quantity: Decimal;
}

export interface Aim {
  /** Base asset, signed: > 0 long, < 0 short, 0 flat. Taken down to the step, towards flat. */
  readonly target: Decimal;
  readonly mode: PositionMode;
  /** Those of the instrument. */
  readonly positions: readonly Position[];
  readonly instrument: Pick<Instrument, 'stepSize'>;
}

type AccountSide = 'long' | 'short';

const sideToOpen = (side: AccountSide): Side => (side === 'long' ? 'buy' : 'sell');

/** Base asset, ≥ 0, of each side. */
export function heldSides(positions: readonly Position[]): Readonly<Record<AccountSide, Decimal>> {
  const sum = (is: (quantity: Decimal) => boolean) =>
    positions.filter(({ quantity }) => is(quantity)).reduce((all, { quantity }) => all.plus(quantity.abs()), ZERO);
  return { long: sum((quantity) => quantity.isPositive()), short: sum((quantity) => quantity.isNegative()) };
}

/** Base asset, ≥ 0, of each side when the aim is reached. */
export function wantedSides({ target, instrument }: Pick<Aim, 'target' | 'instrument'>) {
  const wanted = roundQuantityDown(target, instrument);
  return { long: Decimal.max(ZERO, wanted), short: Decimal.max(ZERO, wanted.neg()) } as const;
}

/** The orders that are needed, those that reduce first; none where it is so already. */
export function planLegs(aim: Aim): readonly Leg[] {
  const held = heldSides(aim.positions);
  const wanted = wantedSides(aim);
  const legs = (['long', 'short'] as const).flatMap((side): readonly Leg[] => {
    const change = wanted[side].minus(held[side]);
    if (change.isZero()) return [];
    const kind = change.isNegative() ? 'reduce' : 'increase';
    const opens = sideToOpen(side);
    return [
      {
        kind,
        side: kind === 'increase' ? opens : oppositeSide(opens),
        positionSide: aim.mode === 'hedge' ? side : 'net',
        quantity: change.abs(),
      },
    ];
  });
  return legs.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'reduce' ? -1 : 1));
}

/** A reduction in pieces of at most the exchange's maximum; the quantities are on the step. */
export function splitLeg(leg: Leg, instrument: Pick<Instrument, 'maxMarketQuantity' | 'stepSize'>): readonly Leg[] {
  const most = roundQuantityDown(instrument.maxMarketQuantity, instrument);
  if (leg.kind === 'increase' || leg.quantity.lte(most) || most.lte(ZERO)) return [leg];
  return [{ ...leg, quantity: most }, ...splitLeg({ ...leg, quantity: leg.quantity.minus(most) }, instrument)];
}

const MAX_NAME = 24;
const MARK_LENGTH = 10;

/** The client order id of a leg's piece: of the same name always the same. @throws {BrokerError} for a name that is none. */
export function legId(name: string, symbol: string, { kind, positionSide, side }: Leg, piece: number): ClientOrderId {
  const about = [symbol, kind, positionSide, side, piece].join(' ');
  const mark = createHash('sha256').update(about).digest('hex').slice(0, MARK_LENGTH);
  if (name.length === 0 || name.length > MAX_NAME) throw noName(name);
  try {
    return toClientOrderId(`${name}-${mark}`);
  } catch {
    throw noName(name);
  }
}

function noName(name: string): BrokerError {
  const found = JSON.stringify(name.slice(0, 40));
  const message = `id ${found} is no name of 1 to ${MAX_NAME} characters of .A-Z:/a-z0-9_-.`;
  return new BrokerError('invalid-request', { operation: 'syncPosition', outcome: 'not-sent', message });
}
