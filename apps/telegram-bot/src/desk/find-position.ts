import type { Instrument, Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { roleTexts } from '../language/texts/help.ts';
import { handTexts } from '../language/texts/hand.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskRefusal, type DeskResult } from './desk-result.ts';
import { canTrade, canTradeOn, type DeskUser } from './desk-user.ts';
import { readPositions, type Fresh } from './fresh.ts';
import { noneHeld } from './none-held.ts';
import { positionKey } from './position-key.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { parseWords } from './words.ts';

/** A position that a person may act on, as it is now. */
export interface HeldPosition {
  readonly account: AccountView;
  readonly instrument: Instrument;
  readonly position: Position;
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
}

/** By what a person wrote, or by a button of its card. */
export type PositionName =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'key'; readonly key: string; readonly words: readonly string[] };

export interface NamedPosition extends HeldPosition {
  /** What was written beside its name. */
  readonly words: readonly string[];
}

export interface WrittenPosition {
  readonly symbol: string | undefined;
  readonly side: string | undefined;
  readonly account: string | null;
  /** What else was written. */
  readonly words: readonly string[];
}

/** Takes `symbol … [long|short] [@account]` apart; whether there is such a position is not asked. */
export function readPositionName(context: DeskContext, user: DeskUser, text: string): WrittenPosition {
  const { rest, account } = parseWords(text, visibleAccounts(context, user));
  const isSide = (word: string) => /^(?:long|short)$/iu.test(word);
  const side = rest.slice(1).find(isSide)?.toLowerCase();
  const [symbol, ...words] = rest.filter((word, at) => at === 0 || !isSide(word));
  return { symbol, side, words, account };
}

/** Reads `symbol … [long|short] [@account]`, or takes the button's position. `form` says how to write it. */
export async function findPosition(
  context: DeskContext,
  { user }: CardPlace,
  name: PositionName,
  form: string,
): Promise<DeskResult<NamedPosition>> {
  if (!canTrade(user)) return refuse('role', ({ say }) => say(handTexts).mayLook(say(roleTexts)[user.role]));
  if (name.type === 'key') return findByKey(context, user, name);
  const { symbol, side, words, account: named } = readPositionName(context, user, name.text);
  if (symbol === undefined) return refuse('usage', ({ say }) => say(handTexts).usage(form));
  const found = resolveAccount(context, user, named);
  if (!found.ok) return named === null ? withHolders(context, user, symbol, found) : found;
  const account = found.value;
  const instrument = resolveInstrument(account, symbol);
  if (!instrument.ok) return instrument;
  const { value: positions, heardAgoMs } = await readPositions(context, account);
  const held = positions.filter(
    (it) =>
      it.symbol === instrument.value.symbol &&
      (side === undefined || (it.quantity.isPositive() ? 'long' : 'short') === side),
  );
  const [position, second] = held;
  if (position === undefined) {
    return refuse('no-position', noneHeld(account, { symbol: instrument.value.symbol, side, positions }));
  }
  if (second !== undefined) return refuse('side', ({ say }) => say(handTexts).twoSides(position.symbol));
  return accept({ account, instrument: instrument.value, position, heardAgoMs, words });
}

/** Where the account is not said, on which of them it is open. */
function withHolders(context: DeskContext, user: DeskUser, typed: string, refusal: DeskRefusal): DeskRefusal {
  const held = visibleAccounts(context, user).flatMap((id) => {
    const account = context.manager.view(id);
    const instrument = canTradeOn(user, id) ? resolveInstrument(account, typed) : null;
    const isOpen =
      instrument?.ok === true && account.positions.some(({ symbol }) => symbol === instrument.value.symbol);
    return isOpen ? [{ id, symbol: instrument.value.symbol }] : [];
  });
  const [first] = held;
  if (first === undefined) return refusal;
  const list = held.map(({ id }) => `@${id}`).join(', ');
  return refuse(
    'account',
    (speech) => `${refusal.detail(speech)} ${speech.say(refusalTexts).openOn(first.symbol, list)}`,
  );
}

async function findByKey(
  context: DeskContext,
  user: DeskUser,
  { key, words }: Extract<PositionName, { readonly type: 'key' }>,
): Promise<DeskResult<NamedPosition>> {
  for (const id of visibleAccounts(context, user)) {
    const account = context.manager.view(id);
    const isMeant = (it: Position) => positionKey(id, it.symbol, it.positionSide) === key;
    if (!account.positions.some(isMeant)) continue;
    if (!canTradeOn(user, id))
      return refuse('role', ({ say }) => say(handTexts).mayLook(`${say(roleTexts)[user.role]} @${id}`));
    const { value, heardAgoMs } = await readPositions(context, account);
    const position = value.find(isMeant);
    if (position === undefined) continue;
    const instrument = account.instrument(position.symbol);
    if (instrument === null) return refuse('not-ready', ({ say }) => say(handTexts).notLoaded(position.symbol));
    return accept({ account, instrument, position, heardAgoMs, words });
  }
  return refuse('no-position', ({ say }) => say(handTexts).gone);
}

export function directionOf({ quantity }: Pick<Position, 'quantity'>): 'long' | 'short' {
  return quantity.isNegative() ? 'short' : 'long';
}
