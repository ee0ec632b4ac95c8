import { expect, test } from 'vitest';
import fc from 'fast-check';
import { pageParams, readPages } from './read-pages.ts';
import type { TimeWindow } from './time-windows.ts';

const PAGE = 1000;
const operation = 'getFills';
const span = { fromAt: 0, untilAt: 10_000 };

interface Item {
  readonly id: string;
  readonly at: number;
}

/** A list of the exchange: the oldest or the newest of a span, up to a page. */
function listOf(items: readonly Item[], end: 'oldest' | 'newest') {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    async read({ fromAt, untilAt }: TimeWindow) {
      asked += 1;
      const inside = items.filter(({ at }) => at >= fromAt && at <= untilAt).toSorted((a, b) => a.at - b.at);
      return end === 'oldest' ? inside.slice(0, PAGE) : inside.slice(-PAGE);
    },
  };
}

const itemsAt = (times: readonly number[]): readonly Item[] => times.map((at, index) => ({ id: `${index}`, at }));
const pagesOf = (read: (window: TimeWindow) => Promise<readonly Item[]>) =>
  readPages({ read, span, timeOf: ({ at }) => at, keyOf: ({ id }) => id, operation });

test('one page that is not full is all there is', async () => {
  const list = listOf(itemsAt([1, 2, 3]), 'oldest');
  expect((await pagesOf(list.read)).map(({ id }) => id)).toEqual(['0', '1', '2']);
  expect(list.asked).toBe(1);
});

test('everything comes, once, whichever end of the span a full page is from', async () => {
  // evenly spread: with more in one millisecond than a page holds some cannot be read
  const at = fc.noBias(fc.integer({ min: 0, max: 10_000 }));
  const times = fc.array(at, { minLength: 900, maxLength: 4_500 });
  const ends = fc.constantFrom('oldest' as const, 'newest' as const);
  await fc.assert(
    fc.asyncProperty(times, ends, async (given, end) => {
      const items = itemsAt(given);
      const list = listOf(items, end);
      const found = await pagesOf(list.read);
      expect(found).toHaveLength(items.length);
      expect(list.asked).toBeLessThanOrEqual(3 + Math.ceil(items.length / (PAGE - 20)));
    }),
    // to make thousands of items smaller takes minutes
    { numRuns: 40, endOnFailure: true },
  );
});

test.each(['oldest', 'newest'] as const)(
  'more in one millisecond than a page holds ends all the same (%s)',
  async (end) => {
    const crowd = Array.from({ length: 1_500 }, () => 5_000);
    const list = listOf(itemsAt([...crowd, 1, 2, 9_000]), end);
    const found = await pagesOf(list.read);
    expect(found.filter(({ at }) => at !== 5_000)).toHaveLength(3);
    expect(found.length).toBeGreaterThanOrEqual(1_003);
  },
);

test('a list that gives the same full page again and again is refused, not read for ever', async () => {
  const page = itemsAt(Array.from({ length: PAGE }, (_, index) => index));
  await expect(pagesOf(async () => page)).rejects.toMatchObject({ code: 'venue-error', operation });
});

test('a page is asked for by its span, at its largest', () => {
  expect(pageParams(span)).toEqual({ startTime: '0', endTime: '10000', limit: '1000' });
});
