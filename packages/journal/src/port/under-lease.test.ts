import { expect, test } from 'vitest';
import { createMemoryJournal } from '../memory/index.ts';
import { commitAll, intentOf, SAMPLE_AT, signalOf } from '../testing/samples.ts';
import { underLease } from './under-lease.ts';

function createBench() {
  const clock = { at: SAMPLE_AT };
  const journal = createMemoryJournal({ now: () => clock.at });
  return { clock, journal, guarded: underLease(journal, () => ({ name: 'desk', owner: 'a', fence: 1 })) };
}

test('a mark needs the lease for as long as its order is valid', async () => {
  const { clock, journal, guarded } = createBench();
  await journal.acceptSignal(signalOf('s1'), []);
  await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
  const patch = { state: 'sending', attempt: 1, fromAt: 1_000, untilAt: 4_000 } as const;
  const mark = [{ type: 'intent-update', id: 'i1', version: 1, patch }] as const;
  const lost = { ok: false, index: 1, conflict: 'lease-held' };
  expect(await guarded.commit(mark)).toEqual(lost);
  await guarded.lease({ name: 'desk', owner: 'a', ttlMs: 10_000 });
  clock.at += 7_000;
  expect(await guarded.commit(mark)).toEqual(lost);
  clock.at -= 1;
  await commitAll(guarded, ...mark);
});

test('what follows from a reading needs it too, with what is told of it; what people say and are told does not', async () => {
  const { clock, journal, guarded } = createBench();
  await guarded.lease({ name: 'desk', owner: 'a', ttlMs: 10_000 });
  await journal.acceptSignal(signalOf('s1'), []);
  await commitAll(guarded, { type: 'intent-insert', intent: intentOf('i1') });
  clock.at += 10_000;
  const flag = { type: 'flag-put', name: 'panic', value: 'x' } as const;
  const update = { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'canceled' } } as const;
  expect(await guarded.commit([flag, update])).toEqual({ ok: false, index: 2, conflict: 'lease-held' });
  expect(await guarded.readFlags()).toEqual({});
  await commitAll(guarded, flag);
  expect(await guarded.readFlags()).toEqual({ panic: 'x' });
  await guarded.lease({ name: 'desk', owner: 'b', ttlMs: 10_000 });
  expect(await guarded.commit([update])).toMatchObject({ ok: false, conflict: 'lease-held' });
});
