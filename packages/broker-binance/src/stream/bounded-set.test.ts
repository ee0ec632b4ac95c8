import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createBoundedSet } from './bounded-set.ts';

test('the oldest goes first, and is told of', () => {
  const gone: string[] = [];
  const set = createBoundedSet<string>(2, (item) => void gone.push(item));
  expect(['a', 'b', 'a', 'c', 'd'].map((item) => set.add(item))).toEqual([true, true, false, true, true]);
  expect(gone).toEqual(['a', 'b']);
  expect(['a', 'b', 'c', 'd'].filter((item) => set.has(item))).toEqual(['c', 'd']);
});

test('what was deleted is not told of, and may come again', () => {
  const gone: string[] = [];
  const set = createBoundedSet<string>(2, (item) => void gone.push(item));
  set.add('a');
  set.delete('a');
  set.add('a');
  set.add('b');
  expect([set.has('a'), gone]).toEqual([true, []]);
  set.clear();
  expect([set.has('a'), set.add('a')]).toEqual([false, true]);
});

test('it never holds more than its bound, and always what was added last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.tuple(fc.nat(8), fc.boolean())), (kept, deeds) => {
      const held = new Set<number>();
      const set = createBoundedSet<number>(kept, (item) => expect(held.delete(item)).toBe(true));
      for (const [item, isAdded] of deeds) {
        expect(set.has(item)).toBe(held.has(item));
        if (isAdded && set.add(item)) held.add(item);
        if (!isAdded) {
          set.delete(item);
          held.delete(item);
        }
        expect(held.size).toBeLessThanOrEqual(kept);
        if (isAdded) expect(set.has(item)).toBe(true);
      }
    }),
  );
});
