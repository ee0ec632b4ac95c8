import { expect, test } from 'vitest';
import { HOLD, inputOf } from '../wishes/plan-wish.test.fixture.ts';
import { checkAccountLimits } from './account-limits.ts';
import type { Direction } from './sides.ts';

test.each<[string, { readonly owned: string; readonly entries: number; readonly maxAdds: number }, Direction, boolean]>(
  [
    ['an opening', { owned: '0', entries: 0, maxAdds: 0 }, 'long', true],
    ['a turn', { owned: '2', entries: 5, maxAdds: 0 }, 'short', true],
    ['an addition below the limit', { owned: '2', entries: 2, maxAdds: 2 }, 'long', true],
    ['one beyond it', { owned: '2', entries: 3, maxAdds: 2 }, 'long', false],
    ['one while the opening rests', { owned: '0', entries: 1, maxAdds: 0 }, 'short', false],
  ],
)('maxAdds and %s', (_, { owned, entries, maxAdds }, direction, passes) => {
  const refusal = checkAccountLimits(
    inputOf({ wish: HOLD(direction), owned, entries, limits: { maxAdds } }),
    direction,
  );
  expect(refusal?.code ?? 'passes').toBe(passes ? 'passes' : 'limit-adds');
});
