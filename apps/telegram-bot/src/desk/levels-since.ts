import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { Phrase } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { GuardedCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { isOnItsSide } from './entry-levels.ts';
import { heldSide, refuseAgainst } from './open-notes.ts';

type Entry = Extract<GuardedCommand, { readonly type: 'open' }>;

/** Quote asset: at what price the entry would fill now, if it fills at once; `null`: it rests at its own. */
function fillPrice({ limitPrice, direction }: Entry, market: Decimal): Decimal | null {
  if (limitPrice === null) return market;
  const limit = decimal(limitPrice);
  return (direction === 'long' ? limit.gte(market) : limit.lte(market)) ? market : null;
}

/** Why the stop and targets of an entry cannot stand where its card said, as the account is now; `null`: they can. */
export function levelsSince(
  { manager }: Pick<DeskContext, 'manager'>,
  { brokerId, entry, market }: { readonly brokerId: string; readonly entry: Entry; readonly market: Decimal },
): Phrase | null {
  const { symbol, direction, stopLoss, takeProfits } = entry;
  if (stopLoss === null && takeProfits.length === 0) return null;
  const account = manager.view(brokerId);
  const held = heldSide(account.positions, { symbol, direction, positionMode: account.positionMode });
  if (held !== undefined && held.quantity.isNegative() === (direction === 'long')) {
    return refuseAgainst(symbol, direction);
  }
  const from = fillPrice(entry, market);
  if (from === null) return null;
  const levels = [
    ...(stopLoss === null ? [] : [{ way: 'stop', price: decimal(stopLoss) } as const]),
    ...takeProfits.map(({ price }) => ({ way: 'target', price: decimal(price) }) as const),
  ];
  const passed = levels.find(({ way, price }) => !isOnItsSide(price, from, direction, way));
  if (passed === undefined) return null;
  const scale = account.instrument(symbol);
  return ({ say, price }) => say(handTexts).passedLevel[passed.way](price(passed.price, scale), price(from, scale));
}
