import type { Phrase } from '../language/speech.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { Broker, Decimal, LeverageBracket, MarginType } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { DeskContext } from './desk-context.ts';
import { formatSaid } from '../language/said.ts';

/** `null` where the exchange does not answer: what only adorns a card is not worth an error. */
export async function tryRead<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

/** Quote asset, > 0; `null`: none is known right now. */
export async function readPrice(broker: Broker, symbol: string): Promise<Decimal | null> {
  const price = await tryRead(() => broker.getMarkPrice(symbol));
  return price?.greaterThan(0) === true ? price : null;
}

/** The bracket of a position that large; `null` where the account did not tell. */
export async function readBracket(broker: Broker, symbol: string, notional: Decimal): Promise<LeverageBracket | null> {
  const brackets = await tryRead(() => broker.getLeverageBrackets(symbol));
  return brackets?.findLast((it) => it.notionalFloor.lessThanOrEqualTo(notional)) ?? null;
}

/** How the account trades the symbol; `null` each where it did not tell. */
export async function readTradeMode(
  broker: Broker,
  account: AccountView,
  symbol: string,
): Promise<{ readonly leverage: number | null; readonly marginType: MarginType | null }> {
  return {
    leverage: account.leverage(symbol) ?? (await tryRead(() => broker.getLeverage(symbol))),
    marginType: account.marginType(symbol) ?? (await tryRead(() => broker.getMarginType(symbol))),
  };
}

/** Why nothing that adds risk is taken now, in one sentence; `null`: it is. */
export function blockedBy(context: DeskContext, account: AccountView): Phrase | null {
  const { paused, panicBlocked } = context.engine.status();
  if (panicBlocked) return ({ say }) => say(refusalTexts).panicBlocked;
  if (paused) return ({ say }) => say(refusalTexts).paused;
  if (account.isReady) return null;
  const { lastError } = account.health();
  return (speech) => {
    const words = speech.say(refusalTexts);
    return words.notConnected(account.brokerId, lastError === null ? words.starting : formatSaid(speech, lastError));
  };
}
