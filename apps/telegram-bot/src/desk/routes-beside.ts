import type { PositionMode } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { ownersOf } from './owners.ts';

interface Entry {
  readonly brokerId: string;
  readonly symbol: string;
  readonly direction: 'long' | 'short';
  readonly positionMode: PositionMode;
}

/** What a person should know of the routes that run the symbol on the account; refused is a trade against one that shares with nobody. */
export async function routesBeside(context: DeskContext, entry: Entry): Promise<DeskResult<readonly Phrase[]>> {
  const { brokerId, symbol, direction, positionMode } = entry;
  const running = context.routes.filter(
    ({ brokerIds, symbols }) => brokerIds.includes(brokerId) && symbols.includes(symbol),
  );
  if (running.length === 0) return accept([]);
  const positionSide = positionMode === 'hedge' ? direction : 'net';
  const owners = await ownersOf(context, { brokerId, symbol, positionSide });
  const against = owners.find(
    ({ routeId, quantity }) =>
      quantity.isNegative() === (direction === 'long') &&
      running.some(({ id, netting }) => id === routeId && netting === 'exclusive'),
  );
  if (against !== undefined) {
    const side = against.quantity.isNegative() ? 'SHORT' : 'LONG';
    return refuse('blocked', ({ say }) => say(handTexts).against(against.routeId ?? '', side));
  }
  const names = running.map(({ id }) => id).join(', ');
  const owned = owners.filter(({ routeId }) => routeId !== null);
  const parts = ({ quantity }: Speech) =>
    owned.map(
      (part) =>
        `${part.routeId ?? ''} ${part.quantity.isNegative() ? 'SHORT' : 'LONG'} ${quantity(part.quantity, null)}`,
    );
  return accept([
    ({ say }) => say(handTexts).beside(names),
    ...(owned.length === 0 ? [] : [(speech: Speech) => speech.say(handTexts).ownedBy(speech.list(parts(speech)))]),
  ]);
}
