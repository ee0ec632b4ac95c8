import type { RouteConfig } from '@perpdesk/broker-config';

/** What a chat hears of: the routes that relay to it, and their accounts. */
export interface ChatScope {
  /** Name of the chat. */
  readonly target: string;
  readonly routeIds: readonly string[];
  readonly brokerIds: readonly string[];
}

type ScopedRoute = Pick<RouteConfig, 'id' | 'relay' | 'brokers'>;

/** Of every chat that a route relays to; where none does, the owners hear of everything. */
export function chatScopes(
  routes: readonly ScopedRoute[],
  allBrokerIds: readonly string[],
  ownerTargets: readonly string[],
): readonly ChatScope[] {
  const targets = [...new Set(routes.flatMap(({ relay }) => relay))];
  if (targets.length === 0) {
    const routeIds = routes.map(({ id }) => id);
    return ownerTargets.map((target) => ({ target, routeIds, brokerIds: allBrokerIds }));
  }
  return targets.map((target) => {
    const own = routes.filter(({ relay }) => relay.includes(target));
    const used = new Set(own.flatMap(({ brokers }) => brokers.map(({ brokerId }) => brokerId)));
    return {
      target,
      routeIds: own.map(({ id }) => id),
      brokerIds: allBrokerIds.filter((brokerId) => used.has(brokerId)),
    };
  });
}
