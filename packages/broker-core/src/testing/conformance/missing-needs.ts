import type { ConformanceCase } from './conformance-case.ts';
import type { Need } from './need.ts';

/** What the case needs and is not offered; its position mode counts. */
export function missingNeeds(
  { needs, positionMode = 'one-way' }: ConformanceCase,
  offers: ReadonlySet<Need>,
): readonly Need[] {
  const all: readonly Need[] = [positionMode === 'hedge' ? 'hedge-mode' : 'one-way-mode', ...needs];
  return all.filter((need, index) => !offers.has(need) && all.indexOf(need) === index);
}
