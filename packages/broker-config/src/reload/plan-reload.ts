import { deepFreeze } from '../deep-freeze.ts';
import type { AccountSettings, BrokerConfig, PerpdeskConfig, RouteConfig, TelegramConfig } from '../perpdesk-config.ts';
import { isSame } from './is-same.ts';
import type { Notes } from './notes.ts';
import { settleRoutes } from './settle-routes.ts';

/** What a changed file means for a desk that runs. */
export interface ReloadPlan {
  /** What runs with it: the running configuration, and of the new one what is taken up. */
  readonly config: PerpdeskConfig;
  /** Paths in the file that are taken up. */
  readonly applied: readonly string[];
  /** Paths in the file that need a restart. */
  readonly pending: readonly string[];
  /** Routes that are gone from the file: without a token in `config`, they take no alerts any more. */
  readonly closed: readonly string[];
  /** Accounts with other keys than before. They stand in `config` with the old ones until the new ones are proved. */
  readonly rotated: readonly string[];
  /** Accounts whose `accountSettings` are others: instruments that are traded now among them. */
  readonly settings: readonly string[];
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

function tradedOn(brokerId: string, routes: readonly RouteConfig[]): readonly string[] {
  const own = routes.filter(({ brokers }) => brokers.some((broker) => broker.brokerId === brokerId));
  return [...new Set(own.flatMap(({ symbols }) => symbols))];
}

/** What is set on the account; which instruments its routes trade is said of the routes. */
function settleSettings(
  before: BrokerConfig,
  after: BrokerConfig,
  { routes, notes }: { readonly routes: readonly RouteConfig[]; readonly notes: Notes },
): AccountSettings {
  const { id } = before;
  const next = { ...after.accountSettings, tradedSymbols: tradedOn(id, routes) };
  const isOther = !isSame({ ...before.accountSettings, tradedSymbols: [] }, { ...next, tradedSymbols: [] });
  if (isOther) notes.applied.push(`brokers.${id}.settings`);
  const hasMore = next.tradedSymbols.some((symbol) => !before.accountSettings.tradedSymbols.includes(symbol));
  if (!isOther && !hasMore) return before.accountSettings;
  if (before.isEnabled) notes.settings.push(id);
  return next;
}

function settleBroker(
  before: BrokerConfig,
  after: BrokerConfig,
  found: { readonly routes: readonly RouteConfig[]; readonly notes: Notes },
): BrokerConfig {
  const { notes } = found;
  const at = (key: string) => `brokers.${before.id}.${key}`;
  const isLimited = !isSame(before.limits, after.limits);
  if (isLimited) notes.applied.push(at('limits'));
  const isRotated = before.isEnabled && after.isEnabled && !isSame(before.venue?.credentials, after.venue?.credentials);
  if (isRotated) notes.rotated.push(before.id);
  for (const key of keysOf(before)) {
    if (SETTLED_OF_BROKER.includes(key) || isSame(before[key], after[key])) continue;
    notes.pending.push(at(FILE_NAMES[key] ?? key));
  }
  const rest = (venue: BrokerConfig['venue']) => (venue === null ? null : { ...venue, credentials: null });
  if (!isSame(rest(before.venue), rest(after.venue))) notes.pending.push(at('endpoints or recvWindow'));
  return { ...before, limits: after.limits, accountSettings: settleSettings(before, after, found) };
}

const SETTLED_OF_BROKER: readonly string[] = ['limits', 'venue', 'accountSettings'];

const FILE_NAMES: Readonly<Record<string, string>> = {
  isEnabled: 'enabled',
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
  const notes: Notes = { applied: [], pending: [], closed: [], rotated: [], settings: [] };
  const routes = settleRoutes(running, wanted, notes);
  const brokers = byName('brokers', [running.brokers, wanted.brokers], ({ id }) => id, {
    notes,
    settle: (before, after) => settleBroker(before, after, { routes, notes }),
  });
  const telegram = settleTelegram(running.telegram, wanted.telegram, notes);
  for (const key of keysOf(running)) {
    if (!SETTLED.includes(key) && !isSame(running[key], wanted[key])) notes.pending.push(key);
  }
  const { applied, pending, closed, rotated, settings } = notes;
  const unique = (paths: readonly string[]) => [...new Set(paths)];
  return deepFreeze({
    config: { ...running, brokers, routes, telegram },
    applied: unique(applied),
    pending: unique(pending),
    closed,
    rotated,
    settings,
  });
}
