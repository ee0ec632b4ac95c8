import { refusalTexts } from '../language/texts/refusal.ts';
import {
  moneyIn,
  type Account,
  type Decimal,
  type Instrument,
  type Position,
  type PositionMode,
} from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { directionOf } from './find-position.ts';
import { hasLevels, levelNotes, type OwnLevels } from './own-levels.ts';
import { describeChange } from './position-change.ts';

interface OpenNotes {
  readonly account: AccountView;
  readonly positions: readonly Position[];
  readonly money: Account;
  readonly instrument: Instrument;
  readonly direction: 'long' | 'short';
  /** Base asset. */
  readonly quantity: Decimal;
  /** Settle asset. */
  readonly margin: Decimal | null;
  /** Quote asset. */
  readonly stopPrice: Decimal | null;
  readonly targetCount: number;
  /** The order rests at a price of its own. */
  readonly rests: boolean;
  /** What stands for the person's own part already. */
  readonly own: OwnLevels;
  readonly liquidationPrice: Decimal | null;
  /** That price would be passed already when it fills. */
  readonly isAtOnce: boolean;
}

interface Side {
  readonly symbol: string;
  readonly direction: 'long' | 'short';
  readonly positionMode: PositionMode;
}

/** The position that an entry would grow, or lower. */
export function heldSide(
  positions: readonly Position[],
  { symbol, direction, positionMode }: Side,
): Position | undefined {
  const side = positionMode === 'hedge' ? direction : 'net';
  return positions.find((it) => it.symbol === symbol && it.positionSide === side && !it.quantity.isZero());
}

/** A stop or target of an entry would be on the wrong side of what it lowers. */
export function refuseAgainst(symbol: string, direction: 'long' | 'short'): Phrase {
  return ({ say }) => say(refusalTexts).against(direction === 'long' ? 'SHORT' : 'LONG', symbol);
}

/** What a person should know before the tap, one sentence each; refused is what would protect the wrong side. */
export function openNotes(input: OpenNotes): DeskResult<readonly Phrase[]> {
  const { account, positions, money, instrument, direction, quantity, margin, stopPrice, liquidationPrice, isAtOnce } =
    input;
  const { positionMode } = account;
  const { symbol } = instrument;
  const held = heldSide(positions, { symbol, direction, positionMode });
  const isAgainst = held !== undefined && directionOf(held) !== direction;
  if (isAgainst && (stopPrice !== null || input.targetCount > 0))
    return refuse('terms', refuseAgainst(symbol, direction));
  const notes: Phrase[] = [];
  const { availableBalance: free, asset } = moneyIn(money, instrument.settleAsset);
  if (margin?.greaterThan(free) === true) {
    notes.push((speech) => speech.say(sizeTexts).moreThanFree(speech.money(free), asset));
  }
  const change = describeChange(positions, { instrument, direction, quantity, positionMode });
  if (change !== null) notes.push(change);
  if (held !== undefined && !isAgainst) notes.push(...levelNotes(input.own, input));
  if (isAgainst && quantity.gte(held.quantity.abs()) && hasLevels(input.own)) {
    notes.push(({ say }) => say(sizeTexts).levelsGo);
  }
  if (isAtOnce) notes.push(({ say }) => say(sizeTexts).liquidatedAtOnce);
  const isBeyond =
    !isAtOnce &&
    stopPrice !== null &&
    liquidationPrice !== null &&
    (direction === 'long' ? stopPrice.lte(liquidationPrice) : stopPrice.gte(liquidationPrice));
  if (isBeyond) notes.push(({ say }) => say(sizeTexts).beyondLiquidation);
  return accept(notes);
}
