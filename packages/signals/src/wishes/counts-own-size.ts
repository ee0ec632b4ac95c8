import type { Route } from '../route.ts';
import type { Wish } from '../wish.ts';

/**
 * Whether the size that the alert gives is the one that counts. An order and a reduction have no other; what is held or
 * added has the route's, unless the route lets alerts say it. The strategy's own units go by the route's size anyway.
 */
export function countsOwnSize(
  wish: Extract<Wish, { readonly size: unknown }>,
  { overrides }: Pick<Route, 'overrides'>,
): boolean {
  if (wish.size === null) return false;
  return wish.type === 'order' || wish.type === 'reduce' || wish.size.unit === 'strategy' || overrides.includes('size');
}
