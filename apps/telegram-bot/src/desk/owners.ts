import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { routeOfStream } from './own-fills.ts';
import { tryRead } from './trade-door.ts';

/** Whose something is that the desk runs: a route's or a person's. */
export interface Owner {
  /** `null`: a person's. */
  readonly routeId: string | null;
  /** Id of the person, `null` for a route's. */
  readonly userId: string | null;
}

/** A part of a side, and whose it is. */
export interface OwnedPart extends Owner {
  /** Base asset, signed. */
  readonly quantity: Decimal;
}

/** Whose a stream of the ledger is. */
export function ownerOf(stream: string): Owner {
  const routeId = routeOfStream(stream);
  const [, name = ''] = stream.split('/');
  return routeId === 'operator' ? { routeId: null, userId: name.replace(/^user:/, '') } : { routeId, userId: null };
}

/** How an owner is called. */
export interface OwnerWords {
  readonly yours: string;
  ofPerson(id: string): string;
  ofRoute(routeId: string): string;
}

export function nameOwner({ routeId, userId }: Owner, user: Pick<DeskUser, 'id'>, words: OwnerWords): string {
  if (routeId !== null) return words.ofRoute(routeId);
  return userId === user.id ? words.yours : words.ofPerson(userId ?? '');
}

function sumOf(parts: readonly OwnedPart[]): Decimal {
  return parts.reduce((sum, { quantity }) => sum.plus(quantity), ZERO);
}

/** What the account holds of a side beyond what is owned of it; `null`: nothing. */
function restOf(parts: readonly OwnedPart[], held: Decimal): Decimal | null {
  const rest = held.minus(sumOf(parts));
  return !rest.isZero() && rest.isNegative() === held.isNegative() ? rest : null;
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
    .map(({ stream, owned }) => ({ ...ownerOf(stream), quantity: decimal(owned) }));
}

/** `btc-trend 0.05, you 0.01`, where they go against each other with their sides; where the account holds more, who gets that. */
export function ownersNote(parts: readonly OwnedPart[], held: Decimal, user: DeskUser): Phrase {
  return (speech) => {
    const words = speech.say(handTexts);
    const rest = restOf(parts, held);
    const isMixed = parts.some(({ quantity }) => quantity.isNegative() !== held.isNegative());
    const amount = (quantity: Decimal) => {
      const side = quantity.isNegative() ? 'SHORT' : 'LONG';
      return `${isMixed ? `${side} ` : ''}${speech.quantity(quantity, null)}`;
    };
    const named = parts.map((part) => `${nameOf(speech, part, user)} ${amount(part.quantity)}`);
    const all = rest === null ? named : [...named, `${words.nobody} ${amount(rest)}`];
    return words.ownedBy(speech.list(all));
  };
}

function nameOf(speech: Speech, owner: Owner, user: DeskUser): string {
  const { yourself, person } = speech.say(handTexts);
  return nameOwner(owner, user, { yours: yourself, ofPerson: person, ofRoute: (routeId) => routeId });
}

/** Base asset, > 0: each owner's part of a position, once what is nobody's is the person's own. */
export function partsOf(owners: readonly OwnedPart[], held: Decimal, user: Pick<DeskUser, 'id'>): readonly Decimal[] {
  const isOfIt = ({ quantity }: Pick<OwnedPart, 'quantity'>) => quantity.isNegative() === held.isNegative();
  const own = sumOf(owners.filter(({ userId }) => userId === user.id));
  const adopted = own.plus(restOf(owners, held) ?? ZERO);
  const others = owners.filter((part) => part.userId !== user.id && isOfIt(part)).map(({ quantity }) => quantity.abs());
  return adopted.isZero() || !isOfIt({ quantity: adopted }) ? others : [...others, adopted.abs()];
}

export function routesAmong(parts: readonly OwnedPart[]): string {
  return [...new Set(parts.flatMap(({ routeId }) => routeId ?? []))].join(', ');
}
