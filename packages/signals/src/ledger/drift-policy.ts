import { Decimal } from '@perpdesk/broker-core';
import { isDry } from '../dry/is-dry.ts';
import { limitsOf } from '../lanes/route-of.ts';
import type { Route } from '../route.ts';
import { listsSymbol } from '../routes/lists-symbol.ts';
import type { Run } from '../run.ts';

/** Routes that trade the instrument on the account. */
export function routesOn(run: Run, brokerId: string, symbol: string): readonly Route[] {
  return [...run.routes.values()].filter(
    (route) =>
      route.mode !== 'notify' &&
      route.execute !== 'notify' &&
      listsSymbol(route, symbol) &&
      route.brokers.some((broker) => broker.brokerId === brokerId && !isDry(route, broker)),
  );
}

/** What is done about a position that is not what is owned: of several routes, the one that trades the least. */
export function driftPolicyOf(run: Run, brokerId: string, symbol: string): Route['onDrift'] {
  const policies = routesOn(run, brokerId, symbol).map((route) => route.onDrift);
  if (policies.includes('halt')) return 'halt';
  return policies.length > 0 && policies.every((policy) => policy === 'absolute') ? 'absolute' : 'ledger';
}

/** Quote asset: how much drift `absolute` brings back at most; `null`: no limit says it, and nothing is brought back. */
export function driftCapOf(run: Run, brokerId: string, symbol: string): Decimal | null {
  const caps = routesOn(run, brokerId, symbol).map(({ id }) => limitsOf(run, id, brokerId).maxNotional);
  return caps.reduce<Decimal | null>((least, cap) => (least === null || cap?.lt(least) === true ? cap : least), null);
}
