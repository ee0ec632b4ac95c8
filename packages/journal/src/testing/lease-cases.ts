import { deepEqual, equal } from 'node:assert/strict';
import type { JournalCase } from './journal-case.ts';
import { commitAll, intentOf, signalOf } from './samples.ts';

const NAME = 'lanes:paper';

export const LEASE_CASES: readonly JournalCase[] = [
  {
    id: 'LSE-01',
    title: 'a lease is had by one owner until it is past, and another learns who has it',
    async run({ journal, clock }) {
      const at = clock.at;
      const first = { name: NAME, owner: 'a', fence: 1, expiresAt: at + 100 };
      deepEqual(await journal.lease({ name: NAME, owner: 'a', ttlMs: 100 }), { isHeld: true, lease: first, at });
      clock.at += 99;
      deepEqual(await journal.lease({ name: NAME, owner: 'b', ttlMs: 100 }), {
        isHeld: false,
        lease: first,
        at: clock.at,
      });
      clock.at += 1;
      deepEqual(await journal.lease({ name: NAME, owner: 'b', ttlMs: 100 }), {
        isHeld: true,
        lease: { name: NAME, owner: 'b', fence: 2, expiresAt: clock.at + 100 },
        at: clock.at,
      });
      equal((await journal.lease({ name: NAME, owner: 'a', ttlMs: 100 })).isHeld, false);
      equal((await journal.lease({ name: 'other', owner: 'a', ttlMs: 100 })).lease?.fence, 1);
    },
  },
  {
    id: 'LSE-02',
    title: 'renewing keeps the fence, and coming back too late begins anew',
    async run({ journal, clock }) {
      const renew = async () => (await journal.lease({ name: NAME, owner: 'a', ttlMs: 100 })).lease;
      equal((await renew())?.fence, 1);
      clock.at += 99;
      deepEqual(await renew(), { name: NAME, owner: 'a', fence: 1, expiresAt: clock.at + 100 });
      clock.at += 100;
      deepEqual(await renew(), { name: NAME, owner: 'a', fence: 2, expiresAt: clock.at + 100 });
    },
  },
  {
    id: 'LSE-03',
    title: 'a lease is given back by its owner only, and the fence goes on from there',
    async run({ journal, clock }) {
      const give = (owner: string) => journal.lease({ name: NAME, owner, ttlMs: 0 });
      deepEqual(await give('a'), { isHeld: false, lease: null, at: clock.at });
      await journal.lease({ name: NAME, owner: 'a', ttlMs: 100 });
      equal((await give('b')).lease?.expiresAt, clock.at + 100);
      clock.at += 7;
      const past = { name: NAME, owner: 'a', fence: 1, expiresAt: clock.at };
      deepEqual(await give('a'), { isHeld: false, lease: past, at: clock.at });
      clock.at += 1;
      deepEqual(await give('a'), { isHeld: false, lease: past, at: clock.at });
      equal((await journal.lease({ name: NAME, owner: 'b', ttlMs: 1 })).lease?.fence, 2);
    },
  },
  {
    id: 'LSE-04',
    title: 'a commit is written only under the lease it names: this owner, this fence, and enough time left',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
      const mark = { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'sending', attempt: 1 } } as const;
      const guard = { name: NAME, owner: 'a', fence: 1, validForMs: 50 };
      const flag = { type: 'flag-put', name: 'beside', value: 'x' } as const;
      const isLost = async (changes: Partial<typeof guard> = {}) =>
        deepEqual(await journal.commit([flag, mark, { type: 'lease-held', guard: { ...guard, ...changes } }]), {
          ok: false,
          index: 2,
          conflict: 'lease-held',
        });
      await isLost();
      await journal.lease({ name: NAME, owner: 'a', ttlMs: 100 });
      await isLost({ owner: 'b' });
      await isLost({ fence: 2 });
      await isLost({ name: 'other' });
      await isLost({ validForMs: 100 });
      clock.at += 50;
      await isLost();
      deepEqual(await journal.readFlags(), {});
      clock.at -= 1;
      const held = { type: 'lease-held', guard } as const;
      // a row that is not as expected is no matter of the lease
      deepEqual(await journal.commit([{ ...mark, version: 2 }, held]), {
        ok: false,
        index: 0,
        conflict: 'intent-update',
      });
      await commitAll(journal, flag, mark, held);
      equal((await journal.listIntents({}))[0]?.state, 'sending');
    },
  },
];
