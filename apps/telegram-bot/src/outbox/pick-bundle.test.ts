import { describe, expect, test } from 'vitest';
import type { OutboxRow } from '@perpdesk/journal/port';
import { pickBundle } from './pick-bundle.ts';

function row(sequence: number, type: string, intentId: string, attempts = 0): OutboxRow {
  return {
    sequence,
    eventId: `e${sequence}`,
    target: 'desk',
    type,
    priority: 'normal',
    payload: JSON.stringify({ type, intentId }),
    thread: null,
    createdAt: 0,
    state: 'pending',
    attempts,
    nextAt: 0,
    maybeDuplicate: attempts > 0,
    messageId: null,
    error: null,
  };
}
const PART = 'order.partially-filled';
const WHOLE = 'order.filled';
function pick(rows: readonly OutboxRow[], off = '') {
  const bundle = pickBundle(rows, {
    now: 1,
    staleMs: 600_000,
    burst: 5,
    restMs: 0,
    isGroup: false,
    levelFor: (it) => (it.type === off ? 'off' : 'silent'),
    isAlone: () => false,
  });
  return 'rows' in bundle ? [bundle.type, ...bundle.rows.map(({ sequence }) => sequence)] : [bundle.type];
}

describe('how far an order has filled', () => {
  test('is not told where a later one that waits says it', () => {
    expect(pick([row(1, PART, 'a'), row(2, PART, 'b'), row(3, PART, 'a'), row(4, PART, 'a')])).toEqual([
      'outdated',
      1,
      3,
    ]);
    expect(pick([row(1, PART, 'a'), row(2, WHOLE, 'a')])).toEqual(['outdated', 1]);
  });

  test('is told where none does, or where it may have been told already', () => {
    expect(pick([row(1, PART, 'a'), row(2, PART, 'b'), row(3, WHOLE, 'c')])).toEqual(['one', 1]);
    expect(pick([row(1, PART, 'a', 1), row(2, PART, 'a')])).toEqual(['one', 1]);
  });

  test('is told where the chat does not hear of the end', () => {
    const rows = [row(1, PART, 'a'), row(2, WHOLE, 'a')];
    expect(pick(rows, WHOLE)).toEqual(['muted', 2]);
    expect(pick(rows.slice(0, 1), WHOLE)).toEqual(['one', 1]);
  });
});

describe('how a position stands', () => {
  const of = (sequence: number, type: string, symbol: string, attempts = 0): OutboxRow => ({
    ...row(sequence, type, 'a', attempts),
    payload: JSON.stringify({ type, account: { brokerId: 'main' }, symbol, positionSide: 'net' }),
  });
  const CARD = 'position.card';

  test('is told once where two fills came at once', () => {
    expect(pick([of(3, CARD, 'BTCUSDT'), of(4, CARD, 'BTCUSDT')])).toEqual(['outdated', 3]);
    expect(pick([of(4, CARD, 'BTCUSDT')])).toEqual(['one', 4]);
  });

  test('is told once where the second came while the first one waits, whose own time is later', () => {
    const later = { ...of(4, CARD, 'BTCUSDT'), nextAt: Number.MAX_SAFE_INTEGER };
    expect(pick([of(3, CARD, 'BTCUSDT'), later])).toEqual(['outdated', 3]);
  });

  test('waits for the card of a fill that is yet to be told', () => {
    expect(pick([of(3, CARD, 'BTCUSDT'), of(4, WHOLE, 'BTCUSDT')])).toEqual(['outdated', 3]);
  });

  test('is told of each position, and again where it may have been told already', () => {
    expect(pick([of(3, CARD, 'BTCUSDT'), of(4, CARD, 'ETHUSDT')])).toEqual(['one', 3]);
    expect(pick([of(3, CARD, 'BTCUSDT', 1), of(4, CARD, 'BTCUSDT')])).toEqual(['one', 3]);
  });
});

describe('that an order rests', () => {
  const at = (sequence: number, type: string, createdAt: number, more: Partial<OutboxRow> = {}): OutboxRow => ({
    ...row(sequence, type, 'a'),
    createdAt,
    ...more,
  });
  const RESTS = 'order.resting';
  const look = (rows: readonly OutboxRow[], now: number) => {
    const options = { now, staleMs: 600_000, burst: 5, restMs: 1_500, isGroup: false };
    const bundle = pickBundle(rows, { ...options, levelFor: () => 'silent', isAlone: () => false });
    if (bundle.type === 'wait') return [bundle.type, bundle.until];
    return [bundle.type, ...bundle.rows.map(({ sequence }) => sequence)];
  };

  test('waits a moment for its fill, and holds up nothing else', () => {
    expect(look([at(1, RESTS, 100)], 200)).toEqual(['wait', 1_600]);
    expect(look([at(1, RESTS, 100)], 1_600)).toEqual(['one', 1]);
    expect(look([at(1, RESTS, 100), { ...at(2, 'stop.placed', 110), nextAt: 110 }], 200)).toEqual(['one', 2]);
  });

  test('is not told of one that filled at once', () => {
    const rows = [at(1, RESTS, 100), at(2, WHOLE, 150)];
    expect(look(rows, 160)).toEqual(['outdated', 1]);
    // an outage later, too
    expect(look(rows, 90_000)).toEqual(['outdated', 1]);
    expect(look(rows.slice(1), 160)).toEqual(['one', 2]);
  });

  test.each(['order.canceled', 'order.expired'])('is not told of one whose %s came at once, nor after it', (end) => {
    const rows = [at(1, RESTS, 100), at(2, end, 500, { nextAt: 500 })];
    expect(look(rows, 500)).toEqual(['outdated', 1]);
    expect(look([at(1, RESTS, 100), at(2, end, 1_601, { nextAt: 1_601 })], 1_601)).toEqual(['one', 1]);
  });

  test('goes at once before a part that fills, or whatever else is told of the order', () => {
    for (const type of [PART, 'order.unknown'])
      expect(look([at(1, RESTS, 100), at(2, type, 500, { nextAt: 500 })], 500)).toEqual(['one', 1]);
    expect(look([at(1, RESTS, 100), at(2, PART, 500), at(3, 'order.canceled', 500)], 500)).toEqual(['outdated', 1]);
  });

  test('is told of one that filled later, in part, or whose fill is another’s, and where it may have been told', () => {
    expect(look([at(1, RESTS, 100), at(2, WHOLE, 5_000)], 6_000)).toEqual(['one', 1]);
    expect(look([at(1, RESTS, 100), at(2, PART, 150)], 6_000)).toEqual(['one', 1]);
    expect(look([at(1, RESTS, 100), { ...row(2, WHOLE, 'b'), createdAt: 150 }], 6_000)).toEqual(['one', 1]);
    expect(look([at(1, RESTS, 100, { attempts: 1 }), at(2, WHOLE, 150)], 6_000)).toEqual(['one', 1]);
  });
});

test('a question goes alone, with its buttons, in a burst and late', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((sequence) => row(sequence, 'signal.asks', 'a'));
  const levels = { levelFor: () => 'loud' as const, isAlone: () => false };
  const options = { staleMs: 600_000, burst: 5, restMs: 0, isGroup: true, ...levels };
  expect(pickBundle(rows, { ...options, now: 1 })).toMatchObject({ type: 'one', rows: [{ sequence: 1 }] });
  expect(pickBundle(rows, { ...options, now: 700_000 })).toMatchObject({ type: 'one', rows: [{ sequence: 1 }] });
});

test.each([
  ['by its priority', (it: OutboxRow): OutboxRow => ({ ...it, priority: 'critical' })],
  [
    'by what it says',
    (it: OutboxRow): OutboxRow => ({ ...it, type: 'panic.started', payload: '{"type":"panic.started"}' }),
  ],
])('what is critical %s goes alone, in a burst and late', (_, toCritical) => {
  const [head, ...others] = [1, 2, 3, 4, 5, 6, 7].map((sequence) => row(sequence, 'desk.paused', ''));
  const rows = head === undefined ? [] : [toCritical(head), ...others];
  const levels = { levelFor: () => 'loud' as const, isAlone: () => false };
  const options = { staleMs: 600_000, burst: 5, restMs: 0, isGroup: true, ...levels };
  expect(pickBundle(rows, { ...options, now: 1 })).toMatchObject({ type: 'one', rows: [{ sequence: 1 }] });
  expect(pickBundle(rows, { ...options, now: 700_000 })).toMatchObject({ type: 'one', rows: [{ sequence: 1 }] });
});

test('one that was tried keeps its place, also where nobody remembers that the chat waits; one that waits for its time holds up nobody', () => {
  const [head, next] = [row(1, 'desk.paused', ''), row(2, 'desk.paused', '')];
  expect(pick([{ ...head, attempts: 1, nextAt: 5_000 }, next])).toEqual(['wait']);
  expect(pick([{ ...head, nextAt: 5_000 }, next])).toEqual(['one', 2]);
});

test('what waits behind one that was tried is no reason to look again before that one’s time', () => {
  const rows = [{ ...row(1, 'desk.paused', ''), attempts: 1, nextAt: 5_000 }, row(2, 'desk.paused', '')];
  const levels = { levelFor: () => 'loud' as const, isAlone: () => false };
  const options = { now: 1, staleMs: 600_000, burst: 5, restMs: 0, isGroup: true, ...levels };
  expect(pickBundle(rows, options)).toEqual({ type: 'wait', until: 5_000 });
  const sooner = { ...row(3, 'desk.paused', ''), nextAt: 3_000 };
  expect(pickBundle([sooner, ...rows], options)).toEqual({ type: 'wait', until: 3_000 });
});
