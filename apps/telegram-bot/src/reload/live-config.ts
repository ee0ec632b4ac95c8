import type { PerpdeskConfig } from '@perpdesk/broker-config';
import type { Limits, Route } from '@perpdesk/signals';
import type { AlertRoute } from '@perpdesk/signals/server';
import { toRoutes } from '../program/to-routes.ts';

type LiveRoute = Route & AlertRoute;

/** The configuration that the desk runs with; what was handed out of it says what it says now. */
export interface LiveConfig {
  current(): PerpdeskConfig;
  /** What asks next gets this one. Names of accounts and chats stay as they were, routes may come. */
  adopt(config: PerpdeskConfig): void;
  /** The configured routes; each reads as it is configured now. */
  readonly routes: readonly LiveRoute[];
  /** By account: its limits as they are configured now. */
  readonly accountLimits: Readonly<Record<string, Partial<Limits>>>;
}

export function createLiveConfig(initial: PerpdeskConfig): LiveConfig {
  let current = initial;
  let byId = new Map<string, LiveRoute>();
  const handedOut = new Map<string, LiveRoute>();
  const adopt = (config: PerpdeskConfig) => {
    current = config;
    byId = new Map(toRoutes(config.routes).map((route) => [route.id, route]));
    for (const route of byId.values()) {
      if (handedOut.has(route.id)) continue;
      const get = (first: LiveRoute, key: PropertyKey): unknown => Reflect.get(byId.get(route.id) ?? first, key);
      handedOut.set(route.id, new Proxy(route, { get }));
    }
  };
  adopt(initial);
  const accountLimits: Record<string, Partial<Limits>> = {};
  for (const { id } of initial.brokers.filter(({ isEnabled }) => isEnabled)) {
    Object.defineProperty(accountLimits, id, {
      enumerable: true,
      get: (): Partial<Limits> => current.brokers.find((broker) => broker.id === id)?.limits ?? {},
    });
  }
  return {
    current: () => current,
    adopt,
    get routes() {
      return [...handedOut.values()];
    },
    accountLimits,
  };
}
