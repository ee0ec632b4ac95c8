import type { Journal } from '@perpdesk/journal/port';
import type { Route } from '../route.ts';
import { switchedRoute } from './route-switch.ts';

/** So old, ms, is what is known of people's switches at most. */
const MAX_AGE_MS = 1_000;

/** A route as people have switched it, where another instance drives the accounts; as it is configured where nobody can say. */
export type RouteAside = (route: Route) => Promise<Route>;

/** `now` in Unix ms. */
export function createRoutesAside(journal: Pick<Journal, 'readFlags'>, now: () => number): RouteAside {
  let known: { readonly at: number; readonly flags: Promise<Map<string, string>> } | null = null;

  async function read(): Promise<Map<string, string>> {
    return new Map(Object.entries(await journal.readFlags().catch(() => ({}))));
  }

  return async (route) => {
    if (known === null || Math.abs(now() - known.at) > MAX_AGE_MS) known = { at: now(), flags: read() };
    return switchedRoute(route, { flags: await known.flags });
  };
}
