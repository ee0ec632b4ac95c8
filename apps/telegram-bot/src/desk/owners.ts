import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { tryRead } from './trade-door.ts';

/** A part of a side, and whose it is. */
export interface OwnedPart {
  /** `null`: a person's. */
  readonly routeId: string | null;
  /** Id of the person, `null` for a route's. */
  readonly userId: string | null;
  /** Base asset, signed. */
  readonly quantity: Decimal;
}

export interface SideName {
  readonly brokerId: string;
  readonly symbol: string;
  readonly positionSide: string;
}

/** Whose the side is, as the ledger says; none where the journal cannot be read. */
export async function ownersOf(context: DeskContext, side: SideName): Promise<readonly OwnedPart[]> {
  const read = await tryRead(() => context.journal.readLedger());
  return (read?.ledger ?? [])
    .filter((row) => row.brokerId === side.brokerId && row.symbol === side.symbol)
    .filter((row) => row.positionSide === side.positionSide && row.owned !== '0')
    .map(({ stream, owned }) => {
      const [routeId = '', name = ''] = stream.split('/');
      const isPerson = routeId === 'operator';
      return {
        routeId: isPerson ? null : routeId,
        userId: isPerson ? name.replace(/^user:/, '') : null,
        quantity: decimal(owned),
      };
    });
}

/** `btc-trend 0.05, you 0.01`, where they go against each other with their sides; where the account holds more, who gets that. */
export function ownersNote(parts: readonly OwnedPart[], held: Decimal, user: DeskUser): Phrase {
  return (speech) => {
    const words = speech.say(handTexts);
    const owned = parts.reduce((sum, { quantity }) => sum.plus(quantity), decimal('0'));
    const rest = held.minus(owned);
    const isMore = !rest.isZero() && rest.isNegative() === held.isNegative();
    const isMixed = parts.some(({ quantity }) => quantity.isNegative() !== held.isNegative());
    const amount = (quantity: Decimal) => {
      const side = quantity.isNegative() ? 'SHORT' : 'LONG';
      return `${isMixed ? `${side} ` : ''}${speech.quantity(quantity, null)}`;
    };
    const named = parts.map((part) => `${nameOf(speech, part, user)} ${amount(part.quantity)}`);
    const all = isMore ? [...named, `${words.nobody} ${amount(rest)}`] : named;
    return words.ownedBy(speech.list(all));
  };
}

function nameOf(speech: Speech, { routeId, userId }: OwnedPart, user: DeskUser): string {
  const words = speech.say(handTexts);
  if (routeId !== null) return routeId;
  return userId === user.id ? words.yourself : words.person(userId ?? '');
}

/** Base asset, > 0: each owner's part of a position, once what is nobody's is the person's own. */
export function partsOf(owners: readonly OwnedPart[], held: Decimal, user: Pick<DeskUser, 'id'>): readonly Decimal[] {
  const isOfIt = ({ quantity }: Pick<OwnedPart, 'quantity'>) => quantity.isNegative() === held.isNegative();
  const owned = owners.reduce((sum, { quantity }) => sum.plus(quantity), decimal('0'));
  const rest = held.minus(owned);
  const isMore = !rest.isZero() && isOfIt({ quantity: rest });
  const own = owners.filter(({ userId }) => userId === user.id).reduce((sum, { quantity }) => sum.plus(quantity), ZERO);
  const adopted = isMore ? own.plus(rest) : own;
  const others = owners.filter((part) => part.userId !== user.id && isOfIt(part)).map(({ quantity }) => quantity.abs());
  return adopted.isZero() || !isOfIt({ quantity: adopted }) ? others : [...others, adopted.abs()];
}

export function routesAmong(parts: readonly OwnedPart[]): string {
  return [...new Set(parts.flatMap(({ routeId }) => routeId ?? []))].join(', ');
}
