import { type Decimal, ZERO } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { ownersNote, ownersOf, routesAmong, type SideName } from './owners.ts';

/** Whose a position is that a route has a part in, and whose part a close takes; nothing where no route has one. */
export async function closeOwners(
  context: DeskContext,
  user: DeskUser,
  side: SideName,
  { held, quantity }: { readonly held: Decimal; readonly quantity: Decimal },
): Promise<readonly Phrase[]> {
  const owners = await ownersOf(context, side);
  const routes = routesAmong(owners);
  if (routes === '') return [];
  const ownPart = owners
    .filter(({ userId }) => userId === user.id)
    .reduce((sum, part) => sum.plus(part.quantity), ZERO);
  // what goes against the position gives nothing of it
  const own = ownPart.isNegative() === held.isNegative() ? ownPart.abs() : ZERO;
  const whose = ({ say }: Speech): string => {
    const words = say(handTexts);
    if (quantity.equals(held.abs())) return words.routesOut(routes);
    if (own.isZero()) return words.outOfRoutes(routes);
    return own.lessThan(quantity) ? words.ownFirst(routes) : words.outOfOwn(routes);
  };
  return [ownersNote(owners, held, user), whose];
}
