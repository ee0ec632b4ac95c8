import type { Route } from '../route.ts';
import type { Wish } from '../wish.ts';
import { countsOwnSize } from '../wishes/counts-own-size.ts';
import { sentence } from '../sentences/sentence.ts';

/** Says that an alert's size does not count, where the route's stands instead. */
export function sizeNotes(wishes: readonly Wish[], route: Pick<Route, 'overrides'>): readonly string[] {
  const isIgnored = wishes.some(
    (wish) => (wish.type === 'hold' || wish.type === 'add') && wish.size !== null && !countsOwnSize(wish, route),
  );
  return isIgnored ? [sentence('size-ignored')] : [];
}
