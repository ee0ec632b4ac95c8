import type { PerpdeskConfig } from '@perpdesk/broker-config';
import type { Limits, Route } from '@perpdesk/signals';
import type { AlertRoute } from '@perpdesk/signals/server';
import { toRoutes } from '../program/to-routes.ts';

/** The configuration that the desk runs with; what was handed out of it says what it says now. */
export interface LiveConfig {
  current(): PerpdeskConfig;
  /** What asks next gets this one. Names of accounts, routes and chats stay as they were. */
  adopt(config: PerpdeskConfig): void;
  /** The configured routes; each reads as it is configured now. */
  readonly routes: readonly (Route & AlertRoute)[];
  /** By account: its limits as they are configured now. */
  readonly accountLimits: Readonly<Record<string, Partial<Limits>>>;
}

export function createLiveConfig(initial: PerpdeskConfig): LiveConfig {
  let current = initial;
  let byId = new Map(toRoutes(initial.routes).map((route) => [route.id, route]));
  const routes = [...byId.values()].map(
    (route) =>
      new Proxy(route, { get: (configured, key): unknown => Reflect.get(byId.get(route.id) ?? configured, key) }),
  );
  const accountLimits: Record<string, Partial<Limits>> = {};
  for (const { id } of initial.brokers.filter(({ isEnabled }) => isEnabled)) {
    Object.defineProperty(accountLimits, id, {
      enumerable: true,
      get: (): Partial<Limits> => current.brokers.find((broker) => broker.id === id)?.limits ?? {},
    });
  }
  return {
    current: () => current,
    adopt(config) {
      current = config;
      byId = new Map(toRoutes(config.routes).map((route) => [route.id, route]));
    },
    routes,
    accountLimits,
  };
}
