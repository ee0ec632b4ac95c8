import { expect, test } from '@jest/globals';
import { createMemoryJournal } from '../memory/index.ts';
import { commitAll, intentOf, SAMPLE_AT, signalOf } from '../testing/samples.ts';
import { guardMarks } from './guard-marks.ts';

test('a mark needs the lease for as long as its order is valid; nothing else needs it', async () => {
  const clock = { at: SAMPLE_AT };
  const journal = createMemoryJournal({ now: () => clock.at });
  const guarded = guardMarks(journal, () => ({ name: 'desk', owner: 'a', fence: 1 }));
  await guarded.acceptSignal(signalOf('s1'), []);
  await commitAll(guarded, { type: 'intent-insert', intent: intentOf('i1') });
  const patch = { state: 'sending', attempt: 1, fromAt: 1_000, untilAt: 4_000 } as const;
  const mark = [{ type: 'intent-update', id: 'i1', version: 1, patch }] as const;
  const lost = { ok: false, index: 0, conflict: 'intent-update', isLeaseLost: true };
  expect(await guarded.commit(mark)).toEqual(lost);
  await guarded.lease({ name: 'desk', owner: 'a', ttlMs: 10_000 });
  clock.at += 7_000;
  expect(await guarded.commit(mark)).toEqual(lost);
  clock.at -= 1;
  await commitAll(guarded, ...mark);
  clock.at += 9_000;
  await commitAll(guarded, { type: 'intent-update', id: 'i1', version: 2, patch: { state: 'accepted' } });
});
