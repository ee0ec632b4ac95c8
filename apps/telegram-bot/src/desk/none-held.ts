import { isOpenOrder, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { isProtection } from './standing.ts';

interface Missing {
  readonly symbol: string;
  /** That was asked for; `undefined`: either. */
  readonly side: string | undefined;
  /** All that the account holds. */
  readonly positions: readonly Position[];
}

/** Why a command of a position finds none, and what can be done instead. */
export function noneHeld(account: AccountView, { symbol, side, positions }: Missing): Phrase {
  const other = positions.find((it) => it.symbol === symbol);
  const resting = account.openOrders.filter((it) => it.symbol === symbol && isOpenOrder(it) && !isProtection(it));
  return (speech) => {
    const words = speech.say(handTexts);
    const next =
      other !== undefined
        ? words.otherSide(other.quantity.isNegative() ? 'SHORT' : 'LONG', speech.quantity(other.quantity, null))
        : resting.length > 0
          ? words.rests(resting.length, symbol)
          : words.opensOne(symbol);
    return `${words.noPosition(account.brokerId, `${side ?? ''} ${symbol}`.trim())}\n${next}`;
  };
}
