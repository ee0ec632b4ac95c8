import type { PositionSide, Side } from '@perpdesk/broker-core';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { malformed, notRequired, optionalFlag, type Params, word } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';

export interface Direction {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly reduceOnly: boolean;
  /** Whether it may only shrink a position: by its own word, or by its side in hedge mode. */
  readonly isReducing: boolean;
}

const SIDES = { BUY: 'buy', SELL: 'sell' } as const;
const POSITION_SIDES = { BOTH: 'net', LONG: 'long', SHORT: 'short' } as const;

/** Side, position side and reduceOnly, which must fit the account's mode. @throws {VenueRefusal} */
export function readDirection(account: VenueAccount, params: Params): Direction {
  const sideText = word(params, 'side', ['BUY', 'SELL'], [-1117, 'Invalid side.']);
  if (sideText === undefined) throw malformed('side');
  const side = SIDES[sideText];
  const positionSide = readPositionSide(account, params);
  const reduceOnly = optionalFlag(params, 'reduceOnly');
  const isHedge = account.state.positionMode === 'hedge';
  if (isHedge && reduceOnly !== undefined) throw notRequired('reduceOnly');
  const isReducing = reduceOnly === true || closes({ side, positionSide });
  return { side, positionSide, reduceOnly: reduceOnly ?? false, isReducing };
}

/** Whether the side says already that an order closes: in hedge mode. */
export function closes({ side, positionSide }: Pick<Direction, 'side' | 'positionSide'>): boolean {
  return positionSide === (side === 'buy' ? 'short' : 'long');
}

/** @throws {VenueRefusal} where it does not fit the account's mode */
export function readPositionSide(account: VenueAccount, params: Params): PositionSide {
  const text = word(params, 'positionSide', ['BOTH', 'LONG', 'SHORT'], [-4060, 'Invalid position side.']);
  const positionSide = POSITION_SIDES[text ?? 'BOTH'];
  if ((positionSide === 'net') !== (account.state.positionMode === 'one-way')) {
    throw new VenueRefusal(-4061, "Order's position side does not match user's setting.");
  }
  return positionSide;
}
