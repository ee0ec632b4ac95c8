import { expect, test } from 'vitest';
import { historySpan } from './history-span.ts';
import { timeWindows } from './time-windows.ts';

const DAY_MS = 86_400_000;
const NOW = 1_790_000_000_000;
const spanOf = (query: object) => historySpan(query, 'getFills', NOW);

test('what is left out is the last seven days', () => {
  expect(spanOf({})).toEqual({ fromAt: NOW - 7 * DAY_MS + 1, untilAt: NOW });
  expect(spanOf({ untilAt: NOW - DAY_MS })).toEqual({ fromAt: NOW - 8 * DAY_MS + 1, untilAt: NOW - DAY_MS });
  expect(spanOf({ fromAt: NOW - 5 })).toEqual({ fromAt: NOW - 5, untilAt: NOW });
});

test('90 days are the most: what is older would be missing without a word', () => {
  const earliest = NOW - 90 * DAY_MS;
  expect(spanOf({ fromAt: earliest }).fromAt).toBe(earliest);
  for (const fromAt of [earliest - 1, 0]) {
    const message = `fromAt ${fromAt} is before what Binance keeps, 90 days. The earliest is ${earliest}.`;
    expect(() => spanOf({ fromAt })).toThrow(
      expect.objectContaining({ code: 'invalid-request', outcome: 'not-sent', message }),
    );
  }
});

test.each([
  [{ fromAt: NOW, untilAt: NOW - 1 }, /Swap them/],
  [{ fromAt: NOW - 0.5 }, /no whole Unix ms/],
  [{ fromAt: Number.NaN }, /no whole Unix ms/],
  [{ fromAt: Number.NEGATIVE_INFINITY }, /no whole Unix ms/],
  [{ limit: 0 }, /limit 0 is no whole number from 1 on/],
  [{ limit: 1.5 }, /limit 1\.5/],
])('%j is no span', (query, message) => {
  expect(() => spanOf(query)).toThrow(message);
});

test('a span is cut into weeks without gap or overlap, the newest first', () => {
  const windows = timeWindows({ fromAt: NOW - 30 * DAY_MS, untilAt: NOW });
  expect(windows).toHaveLength(5);
  expect(windows[0]?.untilAt).toBe(NOW);
  expect(windows.at(-1)?.fromAt).toBe(NOW - 30 * DAY_MS);
  for (const [at, { fromAt, untilAt }] of windows.entries()) {
    expect(untilAt - fromAt).toBeLessThan(7 * DAY_MS);
    if (at > 0) expect(untilAt).toBe((windows[at - 1]?.fromAt ?? 0) - 1);
  }
  expect(timeWindows({ fromAt: 5, untilAt: 5 })).toEqual([{ fromAt: 5, untilAt: 5 }]);
  expect(timeWindows({ fromAt: 6, untilAt: 5 })).toEqual([]);
});
