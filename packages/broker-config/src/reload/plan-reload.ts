import { deepFreeze } from '../deep-freeze.ts';
import type { BrokerConfig, PerpdeskConfig, RouteConfig, TelegramConfig } from '../perpdesk-config.ts';
import { isSame } from './is-same.ts';
import { ROUTE_KEYS } from './route-keys.ts';

/** What a changed file means for a desk that runs. */
export interface ReloadPlan {
  /** What runs with it: the running configuration, and of the new one what is taken up. */
  readonly config: PerpdeskConfig;
  /** Paths in the file that are taken up. */
  readonly applied: readonly string[];
  /** Paths in the file that need a restart. */
  readonly pending: readonly string[];
  /** Accounts with other keys than before. They stand in `config` with the old ones until the new ones are proved. */
  readonly rotated: readonly string[];
}

interface Notes {
  readonly applied: string[];
  readonly pending: string[];
  readonly rotated: string[];
}

/** Names of a block that came or went need a restart; the others are settled one by one, in the running order. */
function byName<T>(
  block: string,
  [running, wanted]: readonly [readonly T[], readonly T[]],
  nameOf: (item: T) => string,
  { notes, settle }: { readonly notes: Notes; readonly settle: (before: T, after: T) => T },
): readonly T[] {
  const next = new Map(wanted.map((item) => [nameOf(item), item]));
  for (const name of next.keys()) {
    if (!running.some((item) => nameOf(item) === name)) notes.pending.push(`${block}.${name}`);
  }
  return running.map((item) => {
    const after = next.get(nameOf(item));
    if (after !== undefined) return settle(item, after);
    notes.pending.push(`${block}.${nameOf(item)}`);
    return item;
  });
}

function keysOf<T extends object>(value: T): readonly (keyof T & string)[] {
  const isKey = (key: string): key is keyof T & string => Object.hasOwn(value, key);
  return Object.keys(value).filter(isKey);
}

function settleRoute(before: RouteConfig, after: RouteConfig, { applied, pending }: Notes): RouteConfig {
  const ids = ({ brokers }: RouteConfig) => brokers.map(({ brokerId }) => brokerId);
  const changed = keysOf(ROUTE_KEYS).filter((key) => !isSame(before[key], after[key]));
  const isLive = (key: keyof typeof ROUTE_KEYS) =>
    // factors and dryRun of the same accounts
    ROUTE_KEYS[key].live || (key === 'brokers' && isSame(ids(before), ids(after)));
  for (const key of changed) (isLive(key) ? applied : pending).push(`routes.${before.id}.${ROUTE_KEYS[key].name}`);
  const kept = changed.filter((key) => !isLive(key)).map((key) => [key, before[key]] as const);
  return { ...after, ...Object.fromEntries(kept) };
}

function settleBroker(before: BrokerConfig, after: BrokerConfig, notes: Notes): BrokerConfig {
  const at = (key: string) => `brokers.${before.id}.${key}`;
  const isLimited = !isSame(before.limits, after.limits);
  if (isLimited) notes.applied.push(at('limits'));
  const isRotated = before.isEnabled && after.isEnabled && !isSame(before.venue?.credentials, after.venue?.credentials);
  if (isRotated) notes.rotated.push(before.id);
  for (const key of keysOf(before)) {
    if (key === 'limits' || key === 'venue' || isSame(before[key], after[key])) continue;
    // what its routes trade is said of the routes
    if (
      key === 'accountSettings' &&
      isSame({ ...before[key], tradedSymbols: [] }, { ...after[key], tradedSymbols: [] })
    )
      continue;
    notes.pending.push(at(FILE_NAMES[key] ?? key));
  }
  const rest = (venue: BrokerConfig['venue']) => (venue === null ? null : { ...venue, credentials: null });
  if (!isSame(rest(before.venue), rest(after.venue))) notes.pending.push(at('endpoints or recvWindow'));
  return isLimited ? { ...before, limits: after.limits } : before;
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  isEnabled: 'enabled',
  accountSettings: 'settings',
  absenceMarginMs: 'absenceMargin',
  paper: 'settings',
};

function settleTelegram(
  before: TelegramConfig | null,
  after: TelegramConfig | null,
  notes: Notes,
): TelegramConfig | null {
  if (before === null || after === null) {
    if (before !== after) notes.pending.push('telegram');
    return before;
  }
  if (!isSame(before.users, after.users)) notes.applied.push('telegram.users');
  for (const key of keysOf(before)) {
    if (key !== 'users' && key !== 'chats' && !isSame(before[key], after[key])) notes.pending.push(`telegram.${key}`);
  }
  const chats = byName('telegram.chats', [before.chats, after.chats], ({ name }) => name, {
    notes,
    settle(chat, next) {
      const at = `telegram.chats.${chat.name}`;
      if (!isSame(chat.notify, next.notify)) notes.applied.push(`${at}.notify`);
      if (!isSame({ ...chat, notify: {} }, { ...next, notify: {} })) notes.pending.push(at);
      return { ...chat, notify: next.notify };
    },
  });
  return { ...before, users: after.users, chats };
}

const SETTLED: readonly string[] = ['brokers', 'routes', 'telegram'];

/** What of a changed file a running desk takes up, and what needs a restart. */
export function planReload(running: PerpdeskConfig, wanted: PerpdeskConfig): ReloadPlan {
  const notes: Notes = { applied: [], pending: [], rotated: [] };
  const brokers = byName('brokers', [running.brokers, wanted.brokers], ({ id }) => id, {
    notes,
    settle: (before, after) => settleBroker(before, after, notes),
  });
  const routes = byName('routes', [running.routes, wanted.routes], ({ id }) => id, {
    notes,
    settle: (before, after) => settleRoute(before, after, notes),
  });
  const telegram = settleTelegram(running.telegram, wanted.telegram, notes);
  for (const key of keysOf(running)) {
    if (!SETTLED.includes(key) && !isSame(running[key], wanted[key])) notes.pending.push(key);
  }
  const { applied, pending, rotated } = notes;
  const unique = (paths: readonly string[]) => [...new Set(paths)];
  return deepFreeze({
    config: { ...running, brokers, routes, telegram },
    applied: unique(applied),
    pending: unique(pending),
    rotated,
  });
}
