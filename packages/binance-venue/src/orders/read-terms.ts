import type { TimeInForce } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import {
  type OrderTerms,
  PLAIN_TERMS,
  PRICE_MATCHES,
  SELF_TRADE_PREVENTION_MODES,
  WIRE_TIMES_IN_FORCE,
  WORKING_TYPES,
} from '../exchange/order-terms.ts';
import { flag, malformed, optionalText, type Params, requiredWhole, word } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';

const SHORTEST_MS = 600_000;
const LATEST_AT = 253_402_300_799_000;
const GOOD_TILL_TEXT =
  'The goodTillDate timestamp must be greater than the current time plus 600 seconds and smaller than 253402300799000';

/** What an order is sent with beside its amounts. @throws {VenueRefusal} */
export function readTerms(params: Params): OrderTerms {
  const timeInForce = word(params, 'timeInForce', WIRE_TIMES_IN_FORCE, [-1115, 'Invalid timeInForce.']);
  const workingTypeText = optionalText(params, 'workingType') ?? '';
  const workingType = word(params, 'workingType', WORKING_TYPES, [
    -4031,
    `Invalid parameter working type: ${workingTypeText.slice(0, 40)}`,
  ]);
  const priceMatch = word(params, 'priceMatch', PRICE_MATCHES, [-5037, 'Invalid price match']);
  const selfTrade = word(params, 'selfTradePreventionMode', SELF_TRADE_PREVENTION_MODES, [
    -5039,
    'Invalid self trade prevention mode',
  ]);
  return {
    timeInForce: timeInForce ?? PLAIN_TERMS.timeInForce,
    workingType: workingType ?? PLAIN_TERMS.workingType,
    priceProtect: flag(params, 'priceProtect'),
    priceMatch: priceMatch ?? PLAIN_TERMS.priceMatch,
    selfTradePreventionMode: selfTrade ?? PLAIN_TERMS.selfTradePreventionMode,
  };
}

/** How long a limit order lives, in the engine's words. */
export interface Lifetime {
  readonly timeInForce: TimeInForce;
  readonly postOnly?: boolean;
  readonly goodTillAt?: number;
}

/** @throws {VenueRefusal} */
export function readLifetime({ clock }: Exchange, params: Params, { timeInForce }: OrderTerms): Lifetime {
  switch (timeInForce) {
    case 'GTC':
      return { timeInForce: 'gtc' };
    case 'IOC':
      return { timeInForce: 'ioc' };
    case 'FOK':
      return { timeInForce: 'fok' };
    case 'GTX':
    case 'RPI':
      return { timeInForce: 'gtc', postOnly: true };
    case 'GTD': {
      if (optionalText(params, 'goodTillDate') === undefined) throw malformed('goodTillDate');
      // only whole seconds are kept
      const goodTillAt = requiredWhole(params, 'goodTillDate');
      const kept = goodTillAt - (goodTillAt % 1000);
      if (kept <= clock.now() + SHORTEST_MS || kept >= LATEST_AT) throw new VenueRefusal(-5040, GOOD_TILL_TEXT);
      return { timeInForce: 'gtd', goodTillAt: kept };
    }
    default:
      return timeInForce satisfies never;
  }
}
