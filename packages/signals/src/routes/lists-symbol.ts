import type { Route } from '../route.ts';

/** A route's list never changes, another takes its place: a route of a thousand symbols is asked for each order. */
const LISTS = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether the route trades the symbol. */
export function listsSymbol({ symbols }: Pick<Route, 'symbols'>, symbol: string): boolean {
  const listed = LISTS.get(symbols) ?? new Set(symbols);
  LISTS.set(symbols, listed);
  return listed.has(symbol);
}
