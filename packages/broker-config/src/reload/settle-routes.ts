import type { PerpdeskConfig, RouteConfig } from '../perpdesk-config.ts';
import { isSame } from './is-same.ts';
import type { Notes } from './notes.ts';
import { ROUTE_KEYS } from './route-keys.ts';

type RouteKey = keyof typeof ROUTE_KEYS;

const isKey = (key: string): key is RouteKey => Object.hasOwn(ROUTE_KEYS, key);
const ROUTE_KEY_NAMES: readonly RouteKey[] = Object.keys(ROUTE_KEYS).filter(isKey);

interface Known {
  /** Accounts that run. */
  readonly brokerIds: readonly string[];
  /** Chats that messages can be sent to. */
  readonly chats: readonly string[];
}

const idsOf = ({ brokers }: RouteConfig) => brokers.map(({ brokerId }) => brokerId);
const isPart = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one));

/** What a route may take up while it runs: what it owns has to find its way out again. */
function isLive(key: RouteKey, before: RouteConfig, after: RouteConfig, { chats }: Known): boolean {
  switch (key) {
    case 'brokers':
      // factors and dryRun of the same accounts
      return isSame(idsOf(before), idsOf(after));
    case 'symbols':
      return isPart(before.symbols, after.symbols);
    case 'relay':
      return isPart(after.relay, chats);
    default:
      return ROUTE_KEYS[key].live;
  }
}

function settleRoute(before: RouteConfig, after: RouteConfig, notes: Notes, known: Known): RouteConfig {
  const changed = ROUTE_KEY_NAMES.filter((key) => !isSame(before[key], after[key]));
  const waiting = changed.filter((key) => !isLive(key, before, after, known));
  for (const key of changed) {
    (waiting.includes(key) ? notes.pending : notes.applied).push(`routes.${before.id}.${ROUTE_KEYS[key].name}`);
  }
  return { ...after, ...Object.fromEntries(waiting.map((key) => [key, before[key]] as const)) };
}

/**
 * The routes in the running order, the new ones behind them. One that is gone from the file takes no alerts any more and
 * stays for what it owns: it has no token. One that needs an account or a chat that does not run waits.
 */
export function settleRoutes(running: PerpdeskConfig, wanted: PerpdeskConfig, notes: Notes): readonly RouteConfig[] {
  const known: Known = {
    brokerIds: running.brokers.filter(({ isEnabled }) => isEnabled).map(({ id }) => id),
    chats: (running.telegram?.chats ?? []).map(({ name }) => name),
  };
  const next = new Map(wanted.routes.map((route) => [route.id, route]));
  const settled = running.routes.map((route) => {
    const after = next.get(route.id);
    if (after !== undefined) return settleRoute(route, after, notes, known);
    if (route.tokens.length > 0) notes.closed.push(`routes.${route.id}`);
    return { ...route, tokens: [] };
  });
  const added = wanted.routes.filter((route) => {
    if (running.routes.some(({ id }) => id === route.id)) return false;
    const fits = isPart(idsOf(route), known.brokerIds) && isPart(route.relay, known.chats);
    (fits ? notes.applied : notes.pending).push(`routes.${route.id}`);
    return fits;
  });
  return [...settled, ...added];
}
