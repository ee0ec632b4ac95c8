import { decimal, ZERO } from '@perpdesk/broker-core';
import type { EntryPolicy, Limits, ProtectPolicy, Route, RouteOverride } from './route.ts';

/** What a route must say itself; the rest has the defaults of `perpdesk.yaml`. */
export type RouteDefinition = Pick<Route, 'id' | 'brokers' | 'symbols'> &
  Partial<Omit<Route, 'limits'>> & { readonly limits?: Partial<Limits> };

/** None but an entry's age. */
export const OPEN_LIMITS: Limits = {
  maxAgeMs: 120_000,
  maxNotional: null,
  maxTotalNotional: null,
  maxPositions: null,
  maxAdds: null,
  sides: ['long', 'short'],
  priceGuardPercent: null,
  maxLeverage: null,
  dailyLoss: null,
  cooldownMs: null,
  hours: null,
};

/** At once, at the market's price. */
export const MARKET_ENTRY: EntryPolicy = {
  type: 'market',
  offsetPercent: ZERO,
  expiryMs: 60_000,
  fallback: 'cancel',
  steps: 3,
};

/** A person's: at the market, or resting at their own price for 30 days. */
export const PERSON_ENTRY: EntryPolicy = { ...MARKET_ENTRY, expiryMs: 30 * 86_400_000 };

/** What a person may say for themselves: all of it. */
export const PERSON_OVERRIDES: readonly RouteOverride[] = ['leverage', 'type', 'protect'];

/** Whether signals of that route are people's own orders. */
export function isOfPerson(routeId: string): boolean {
  return routeId === 'operator';
}

/**
 * A stream is named by its route first, and what people trade is by theirs.
 *
 * @throws {RangeError} if no route may be named so.
 */
export function checkRouteId(id: string): void {
  if (isOfPerson(id)) throw new RangeError(`No route is named ${JSON.stringify(id)}: people's own orders are.`);
  if (id.includes('/')) throw new RangeError(`The route's name ${JSON.stringify(id)} holds a slash.`);
}

/** Nothing stands at the exchange. */
export const NO_PROTECTION: ProtectPolicy = { stopLoss: null, takeProfits: [], trailing: null, breakEvenAfter: null };

/**
 * A whole route from what is given: mode `chain`, the alert's own size, no stop, no limit but an entry's age of 120 s.
 *
 * @throws {RangeError} for a name that no route may have.
 */
export function defineRoute({ limits, ...given }: RouteDefinition): Route {
  checkRouteId(given.id);
  return {
    tokenHashes: [],
    secretHash: null,
    mode: 'chain',
    dialect: 'native',
    execute: 'auto',
    askExits: false,
    dryRun: false,
    spotTickerMeansPerp: true,
    size: { type: 'signal', factor: decimal('1') },
    ...NO_PROTECTION,
    entry: MARKET_ENTRY,
    overrides: [],
    allowNoTime: false,
    perFireId: false,
    netting: 'exclusive',
    onDrift: 'ledger',
    onGap: 'adopt',
    firstSight: 'wait-flat',
    reorderWindowMs: 2_000,
    relay: [],
    ...given,
    limits: { ...OPEN_LIMITS, ...limits },
  };
}
