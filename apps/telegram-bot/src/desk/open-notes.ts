import { refusalTexts } from '../language/texts/refusal.ts';
import type { Account, Decimal, Instrument, Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
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
  readonly liquidationPrice: Decimal | null;
  /** That price would be passed already when it fills. */
  readonly isAtOnce: boolean;
}

/** What a person should know before the tap, one sentence each; refused is what would protect the wrong side. */
export function openNotes(input: OpenNotes): DeskResult<readonly Phrase[]> {
  const { account, positions, money, instrument, direction, quantity, margin, stopPrice, liquidationPrice, isAtOnce } =
    input;
  const { positionMode } = account;
  const side = positionMode === 'hedge' ? direction : 'net';
  const held = positions.find((it) => it.symbol === instrument.symbol && it.positionSide === side);
  const isAgainst = held !== undefined && held.quantity.isNegative() === (direction === 'long');
  if (isAgainst && stopPrice !== null) {
    return refuse('terms', ({ say }) =>
      say(refusalTexts).against(direction === 'long' ? 'SHORT' : 'LONG', instrument.symbol),
    );
  }
  const notes: Phrase[] = [];
  if (margin?.greaterThan(money.availableBalance) === true) {
    notes.push((speech) => speech.say(sizeTexts).moreThanFree(speech.money(money.availableBalance), money.quoteAsset));
  }
  const change = describeChange(positions, { instrument, direction, quantity, positionMode });
  if (change !== null) notes.push(change);
  if (held !== undefined && !isAgainst && stopPrice !== null) {
    notes.push(({ say }) => say(sizeTexts).coversOwn);
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
