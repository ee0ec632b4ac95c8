import type { Finding } from '../errors/config-error.ts';
import { expectedToTrade, KEYS_TO_TRADE } from '../schema/routes.ts';
import { displayPath, displayText } from '../errors/display.ts';
import { checkDialect, checkFireId } from './check-dialect.ts';
import { checkTargets } from './check-targets.ts';
import { asEntries, asList, asMap, asText, brokersOfRoute, type RawMap } from './raw.ts';

// no desk has more, and a file of nothing but names must not stall the program
const MAX_COMPARED = 1_000;

const shown = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map((name) => displayPath([name])).join(', ');

function checkBrokerNames(id: string, route: RawMap, brokers: ReadonlyMap<string, RawMap>): readonly Finding[] {
  const enabled = [...brokers].filter(([, broker]) => broker['enabled'] !== false).map(([name]) => name);
  const seen = new Set<string>();
  return brokersOfRoute(route).flatMap(({ name, index }): readonly Finding[] => {
    const isObject = typeof asList(route['brokers'])[index] === 'object';
    const path = ['routes', id, 'brokers', index, ...(isObject ? ['name'] : [])];
    const expected = `an enabled broker of this file: ${shown(enabled)}`;
    const isTwice = seen.has(name);
    seen.add(name);
    if (isTwice) {
      return [{ kind: 'invalid', path, found: `${displayText(name)} a second time`, expected: 'each broker once' }];
    }
    // with no brokers at all that is said already
    if (enabled.includes(name) || brokers.size === 0) return [];
    const found = brokers.has(name) ? `${displayText(name)}, which is not enabled` : displayText(name);
    return [{ kind: 'invalid', path, found, expected }];
  });
}

/** The signals engine names so what people trade in the chat. */
const PEOPLE = 'operator';

function checkRouteName(id: string): readonly Finding[] {
  if (id !== PEOPLE) return [];
  const expected = 'another name: what people trade in the chat is named so';
  return [{ kind: 'invalid', path: ['routes', id], found: displayText(id), expected, atKey: true }];
}

/** A route that only tells needs no accounts, instruments or size. */
function checkKeysToTrade(id: string, route: RawMap): readonly Finding[] {
  if (route['mode'] === 'notify') return [];
  return KEYS_TO_TRADE.filter((key) => route[key] === undefined).map((key) => ({
    kind: 'invalid',
    path: ['routes', id, key],
    expected: expectedToTrade(key),
  }));
}

/** One route per broker and instrument, unless all of them share it; those that only tell trade nothing. */
function checkNetting(routes: readonly (readonly [string, RawMap])[]): readonly Finding[] {
  const owners = new Map<string, { readonly id: string; readonly shares: boolean }>();
  const findings: Finding[] = [];
  for (const [id, route] of routes.filter(([, { mode }]) => mode !== 'notify')) {
    const shares = route['netting'] === 'ledger';
    const traded = brokersOfRoute(route).filter(({ isDry }) => !isDry);
    const names = [...new Set(traded.map((broker) => broker.name))].slice(0, MAX_COMPARED);
    const own = new Set<string>();
    for (const [index, item] of asList(route['symbols']).slice(0, MAX_COMPARED).entries()) {
      const symbol = asText(item);
      if (symbol === null) continue;
      const path = ['routes', id, 'symbols', index];
      if (own.has(symbol)) {
        const found = `${displayText(symbol)} a second time`;
        findings.push({ kind: 'invalid', path, found, expected: 'each instrument once' });
        continue;
      }
      own.add(symbol);
      for (const name of names) {
        const key = `${name} ${symbol}`;
        const owner = owners.get(key);
        owners.set(key, owner ?? { id, shares });
        if (owner === undefined || (owner.shares && shares)) continue;
        const found = `${displayText(symbol)} on broker ${shown([name])}, which route ${shown([owner.id])} trades`;
        const expected = 'one route per broker and instrument, or netting: ledger on both';
        findings.push({ kind: 'invalid', path, found, expected });
        break;
      }
    }
  }
  return findings;
}

/** Names that routes refer to, their size's need of a stop, and routes that would trade against each other. */
export function checkRoutes(raw: unknown): readonly Finding[] {
  const root = asMap(raw);
  const brokers = new Map(asEntries(root['brokers']));
  const chats = Object.keys(asMap(asMap(root['telegram'])['chats']));
  const routes = asEntries(root['routes']);
  const perRoute = routes.flatMap(([id, route]): readonly Finding[] => {
    const needsStop =
      asMap(route['size'])['riskPercent'] !== undefined && asMap(route['protect'])['stopLoss'] === undefined;
    const relays = asList(route['relay']).flatMap((item, index): readonly Finding[] => {
      const name = asText(item);
      if (name === null || chats.includes(name)) return [];
      const expected = `a chat of telegram.chats: ${shown(chats)}`;
      return [{ kind: 'invalid', path: ['routes', id, 'relay', index], expected }];
    });
    const risk: Finding = {
      kind: 'invalid',
      path: ['routes', id, 'size', 'riskPercent'],
      found: 'a size by risk without a stop',
      expected: 'protect.stopLoss on this route',
      atKey: true,
    };
    const cap: Finding = {
      kind: 'invalid',
      path: ['routes', id, 'onDrift'],
      found: 'absolute without a cap',
      expected: 'limits.maxNotional on this route, the most that is closed',
      atKey: true,
    };
    const needsCap = route['onDrift'] === 'absolute' && asMap(route['limits'])['maxNotional'] === undefined;
    return [
      ...checkRouteName(id),
      ...checkKeysToTrade(id, route),
      ...checkBrokerNames(id, route, brokers),
      ...checkDialect(id, route),
      ...checkFireId(id, route),
      ...checkTargets(id, route),
      ...relays,
      ...(needsStop ? [risk] : []),
      ...(needsCap ? [cap] : []),
    ];
  });
  return [...perRoute, ...checkNetting(routes)];
}
