import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../memory/index.ts';
import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import { underLease } from '../port/under-lease.ts';
import { journalCases } from '../testing/journal-cases.ts';
import {
  commitAll,
  confirmOf,
  fillOf,
  intentOf,
  ledgerOf,
  messageOf,
  SAMPLE_AT,
  signalOf,
  streamOf,
  updateOf,
} from '../testing/samples.ts';
import { withStandIn } from './stand-in.ts';

interface Bench {
  readonly disk: Journal;
  readonly journal: ReturnType<typeof withStandIn>;
  /** `null`: it takes writes again. */
  fail(code: JournalErrorCode | null): void;
}

const now = () => SAMPLE_AT;

/** A journal with a position, that can be made to fail; `lead`: what it is driven through. */
async function createBench(lead = (journal: Journal): Journal => journal): Promise<Bench> {
  const disk = createMemoryJournal({ now });
  await disk.lease({ name: 'desk', owner: 'me', ttlMs: 60_000 });
  let code: JournalErrorCode | null = null;
  const failing =
    <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (code !== null) throw new JournalError(code, 'It fails.');
      return work(...args);
    };
  const failed = {
    ...disk,
    commit: failing(disk.commit),
    acceptSignal: failing(disk.acceptSignal),
    acceptUpdates: failing(disk.acceptUpdates),
  };
  const journal = withStandIn(lead(failed), { now });
  await journal.prepare();
  await journal.acceptSignal(signalOf('s1'), [messageOf('e1')]);
  await commitAll(
    journal,
    { type: 'intent-insert', intent: intentOf('i1') },
    { type: 'stream-put', version: 0, row: streamOf() },
    { type: 'ledger-put', version: 0, row: ledgerOf() },
  );
  return { disk, journal, fail: (next) => (code = next) };
}

const mark = (id: string, version = 1) =>
  ({ type: 'intent-update', id, version, patch: { state: 'sending', attempt: 1 } }) as const;

describe('a journal with a stand-in', () => {
  test.each(journalCases.map(({ id, title, run }) => [id, title, run] as const))(
    'does what the journal does: %s %s',
    async (_id, _title, run) => {
      const clock = { at: SAMPLE_AT };
      const journal = withStandIn(createMemoryJournal({ now: () => clock.at }), { now: () => clock.at });
      await journal.prepare();
      await expect(run({ journal, clock })).resolves.toBeUndefined();
    },
  );

  test('takes exits, fills and what people do while it cannot be written, and has all of it written afterwards', async () => {
    const { disk, journal, fail } = await createBench();
    fail('disk-full');
    await commitAll(journal, { type: 'flag-put', name: 'pause', value: 'on' });
    expect(journal.writeState()).toEqual({ isWritable: false, code: 'disk-full' });
    await journal.acceptSignal(signalOf('s2', { source: 'chat:7' }), [messageOf('e2')]);
    expect(journal.isAlone('s2')).toBe(true);
    await commitAll(
      journal,
      { type: 'intent-insert', intent: intentOf('exit', { signalId: 's2', kind: 'reduce' }) },
      mark('exit'),
    );
    await commitAll(journal, { type: 'fill-insert', fill: fillOf('t1', { intentId: 'exit' }) });
    expect(await journal.acceptUpdates([updateOf(1)])).toBe(1);
    expect(await journal.listIntents({ states: ['sending'] })).toMatchObject([{ id: 'exit', attempt: 1 }]);
    expect(await disk.listIntents({})).toHaveLength(1);
    expect(journal.standing()).toMatchObject({ code: 'disk-full', since: SAMPLE_AT });

    expect(await journal.reconcile()).toEqual({ type: 'unwritable', code: 'disk-full' });
    fail(null);
    expect(await journal.reconcile()).toMatchObject({ type: 'written', changes: 5 });
    expect(journal.standing()).toBeNull();
    expect(await disk.listIntents({ ids: ['exit'] })).toMatchObject([{ state: 'sending' }]);
    expect(await disk.listFills({})).toHaveLength(1);
    expect(await disk.readFlags()).toMatchObject({ pause: 'on' });
    expect(await disk.listPendingUpdates()).toHaveLength(1);
  });

  test('begins no entry, accepts no alert, and refuses what was planned before anybody knew', async () => {
    const { journal, fail } = await createBench();
    fail('read-only');
    // on its way when the journal failed
    await commitAll(journal, { type: 'flag-put', name: 'a', value: '1' });
    const entry = { type: 'intent-insert', intent: intentOf('entry', { kind: 'increase' }) } as const;
    await expect(journal.commit([entry, mark('entry')])).rejects.toMatchObject({ code: 'read-only' });
    await expect(journal.acceptSignal(signalOf('s3'), [])).rejects.toMatchObject({ code: 'read-only' });
    await commitAll(journal, { type: 'intent-insert', intent: intentOf('stop', { kind: 'stop' }) }, mark('stop'));

    const other = await createBench();
    other.fail('disk-full');
    const exit = { type: 'intent-insert', intent: intentOf('exit', { kind: 'reduce' }) } as const;
    await expect(other.journal.commit([exit, mark('exit')])).rejects.toMatchObject({ code: 'disk-full' });
    await commitAll(other.journal, exit, mark('exit'));
  });

  test('tells messages from memory once, and has them in the journal as they were told', async () => {
    const { disk, journal, fail } = await createBench();
    fail('disk-full');
    await commitAll(journal, { type: 'outbox-insert', message: messageOf('dead') });
    const rows = await journal.listOutbox({});
    expect(rows.map(({ eventId }) => eventId)).toEqual(['e1', 'dead']);
    for (const { sequence } of rows) {
      await commitAll(journal, { type: 'outbox-update', sequence, patch: { state: 'sent', messageId: 5 } });
    }
    expect(await journal.listOutbox({})).toEqual([]);
    await commitAll(journal, { type: 'outbox-insert', message: messageOf('later') });
    const [late] = await journal.listOutbox({});
    fail(null);
    await journal.reconcile();
    expect(await disk.listOutbox({})).toMatchObject([{ eventId: 'later' }]);
    // its delivery was on its way while the journal came back
    await commitAll(journal, {
      type: 'outbox-update',
      sequence: late?.sequence ?? 0,
      patch: { state: 'sent', messageId: 6 },
    });
    expect(await disk.listOutbox({})).toEqual([]);
  });

  test('takes nothing that drives once the journal says that the lease is not held, until it is had again', async () => {
    const lease = { name: 'desk', owner: 'me', ttlMs: 60_000 };
    let fence = 1;
    const { disk, journal, fail } = await createBench((own) => underLease(own, () => ({ ...lease, fence })));
    const detail = { type: 'intent-update', id: 'i1', version: 1, patch: { detail: 'mine' } } as const;
    const next = { ...detail, version: 2 };
    fail('unreachable');
    await commitAll(journal, detail);
    await disk.lease({ ...lease, ttlMs: 0 });
    fail(null);
    expect(await journal.reconcile()).toEqual({ type: 'unwritable', code: 'held' });
    await expect(journal.commit([next])).rejects.toMatchObject({ code: 'held' });
    await commitAll(journal, { type: 'flag-put', name: 'pause', value: 'on' });
    fail('unreachable');
    expect(await journal.reconcile()).toEqual({ type: 'unwritable', code: 'unreachable' });
    await commitAll(journal, next);
    fail(null);
    fence = (await disk.lease(lease)).lease?.fence ?? 0;
    expect(await journal.reconcile()).toMatchObject({ type: 'written', changes: 3 });
    expect(await disk.listIntents({})).toMatchObject([{ version: 3, detail: 'mine' }]);
  });

  test('a signal whose write-back breaks off behind it stands there as what it came to, not as one to be carried out', async () => {
    let onSignal = (): void => {};
    const { disk, journal, fail } = await createBench((own) => ({
      ...own,
      async acceptSignal(row, messages) {
        const answer = await own.acceptSignal(row, messages);
        onSignal();
        return answer;
      },
    }));
    fail('disk-full');
    await journal.acceptSignal(signalOf('s2', { source: 'chat:7' }), []);
    await commitAll(
      journal,
      { type: 'signal-update', id: 's2', from: ['accepted'], patch: { state: 'planned', plan: '{}' } },
      { type: 'intent-insert', intent: intentOf('exit', { signalId: 's2', kind: 'reduce' }) },
      mark('exit'),
    );
    onSignal = () => fail('disk-full');
    fail(null);
    expect(await journal.reconcile()).toEqual({ type: 'unwritable', code: 'disk-full' });
    expect(await disk.listSignals({ ids: ['s2'] })).toMatchObject([{ state: 'planned', plan: '{}' }]);
    expect(await disk.listIntents({ ids: ['exit'] })).toEqual([]);
    expect(journal.isAlone('s2')).toBe(false);

    await commitAll(journal, { type: 'signal-update', id: 's2', from: ['planned'], patch: { state: 'done' } });
    fail(null);
    expect(await journal.reconcile()).toMatchObject({ type: 'written', changes: 3 });
    expect(await disk.listSignals({ ids: ['s2'] })).toMatchObject([{ state: 'done' }]);
    expect(await disk.listIntents({ ids: ['exit'] })).toMatchObject([{ state: 'sending' }]);
  });

  test('an update that memory took stands there behind what came of it, and as done where it was carried out', async () => {
    const { disk, journal, fail } = await createBench((own) => ({
      ...own,
      async acceptUpdates(rows) {
        await own.acceptUpdates(rows);
        fail('disk-full');
        return rows.length;
      },
    }));
    fail('disk-full');
    await journal.acceptUpdates([updateOf(1), updateOf(2)]);
    await commitAll(journal, { type: 'confirm-insert', row: confirmOf('tap') });
    await commitAll(journal, {
      type: 'confirm-update',
      nonce: 'tap',
      from: ['pending'],
      patch: { state: 'executing' },
    });
    await commitAll(journal, { type: 'update-done', updateId: 1 });
    fail(null);
    await journal.reconcile();
    expect(await disk.listPendingUpdates()).toMatchObject([{ updateId: 2 }]);
    expect(await disk.getConfirm('tap')).toMatchObject({ state: 'executing' });
    fail(null);
    await commitAll(journal, { type: 'update-done', updateId: 2 });
    expect(await disk.listPendingUpdates()).toEqual([]);
  });

  test('gives up what does not fit the journal any more, and says so', async () => {
    const { disk, journal, fail } = await createBench();
    fail('unreachable');
    await commitAll(journal, { type: 'intent-update', id: 'i1', version: 1, patch: { detail: 'mine' } });
    await commitAll(disk, { type: 'intent-update', id: 'i1', version: 1, patch: { detail: 'theirs' } });
    fail(null);
    expect(await journal.reconcile()).toEqual({ type: 'lost', changes: 1 });
    expect(await journal.listIntents({})).toMatchObject([{ detail: 'theirs' }]);
  });

  test('says that it began once it holds something, once an outage', async () => {
    const { journal, fail } = await createBench();
    const unwritten: (number | undefined)[] = [];
    journal.onBegin(() => unwritten.push(journal.standing()?.unwritten));
    const put = (value: string) => journal.commit([{ type: 'flag-put', name: 'paused', value }]);
    fail('disk-full');
    await put('a');
    await put('b');
    expect(unwritten).toEqual([1]);
    fail(null);
    await journal.reconcile();
    await put('c');
    expect(unwritten).toEqual([1]);
    fail('disk-full');
    await put('d');
    expect(unwritten).toEqual([1, 1]);
  });

  test('what comes in the very moment in which the write-back ends is in the journal, too', async () => {
    for (let moment = 0; moment < 60; moment++) {
      const { disk, journal, fail } = await createBench();
      fail('disk-full');
      await commitAll(journal, { type: 'flag-put', name: 'early', value: '1' });
      fail(null);
      const written = journal.reconcile();
      for (let passed = 0; passed < moment; passed++) await Promise.resolve();
      await Promise.all([
        written,
        commitAll(journal, { type: 'flag-put', name: 'late', value: '1' }),
        journal.acceptSignal(signalOf('s2', { source: 'chat:7' }), []),
        journal.acceptUpdates([updateOf(1)]),
      ]);
      const ids = (await disk.listSignals({})).map(({ id }) => id);
      const updates = (await disk.listPendingUpdates()).length;
      const found = { moment, ids, updates, flags: await disk.readFlags() };
      expect(found).toEqual({ moment, ids: ['s1', 's2'], updates: 1, flags: { early: '1', late: '1' } });
    }
  });

  test('knows the newest fills of each account where the journal cannot be read, however many another one has', async () => {
    const { disk, journal: first } = await createBench();
    await commitAll(first, { type: 'fill-insert', fill: fillOf('quiet', { brokerId: 'quiet' }) });
    await commitAll(first, {
      type: 'ledger-put',
      version: 0,
      row: ledgerOf({ brokerId: 'quiet' }),
    });
    const many = Array.from({ length: 2_100 }, (_, at) => fillOf(`t${at}`, { venueAt: SAMPLE_AT + at }));
    await commitAll(disk, ...many.map((fill) => ({ type: 'fill-insert', fill }) as const));
    const failing = { ...disk, commit: () => Promise.reject(new JournalError('unreachable', 'It is gone.')) };
    const journal = withStandIn(failing, { now });
    await journal.prepare();
    await commitAll(journal, { type: 'flag-put', name: 'a', value: '1' });
    expect(await journal.listFills({ brokerId: 'quiet', newest: 10 })).toMatchObject([{ tradeId: 'quiet' }]);
    const newest = (await journal.listFills({ brokerId: 'paper', newest: 2_000 })).map(({ tradeId }) => tradeId);
    expect([newest.length, newest[0], newest.at(-1)]).toEqual([2_000, 't2099', 't100']);
  });

  test('a card of an earlier life is taken once, also where its journal fails at the tap', async () => {
    const { disk } = await createBench();
    for (const nonce of ['read', 'taken']) await commitAll(disk, { type: 'confirm-insert', row: confirmOf(nonce) });
    let isFull = false;
    const failing: Journal = {
      ...disk,
      commit: async (...args) => {
        if (isFull) throw new JournalError('disk-full', 'It is full.');
        return disk.commit(...args);
      },
    };
    const journal = withStandIn(failing, { now });
    await journal.prepare();
    const take = (nonce: string, state: 'executing' | 'cancelled') =>
      journal.commit([{ type: 'confirm-update', nonce, from: ['pending'], patch: { state } }]);
    // read while the journal could still be written
    expect(await journal.getConfirm('taken')).toMatchObject({ state: 'pending' });
    isFull = true;
    expect(await take('taken', 'executing')).toEqual({ ok: true });
    expect(await journal.getConfirm('taken')).toMatchObject({ state: 'executing' });
    expect(await take('taken', 'executing')).toMatchObject({ ok: false });
    expect(await journal.getConfirm('read')).toMatchObject({ state: 'pending' });
    expect(await take('read', 'cancelled')).toEqual({ ok: true });
    expect(await take('read', 'executing')).toMatchObject({ ok: false });
    isFull = false;
    await journal.reconcile();
    expect(await disk.getConfirm('taken')).toMatchObject({ state: 'executing' });
    expect(await disk.getConfirm('read')).toMatchObject({ state: 'cancelled' });
  });

  test('keeps nothing in memory that has ended', async () => {
    const { journal, fail } = await createBench();
    await commitAll(
      journal,
      { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'canceled' } },
      { type: 'signal-update', id: 's1', from: ['accepted'], patch: { state: 'done' } },
    );
    fail('unreachable');
    await commitAll(journal, { type: 'flag-put', name: 'a', value: '1' });
    expect(await journal.listIntents({})).toEqual([]);
    expect(await journal.listSignals({})).toEqual([]);
  });

  test('asks the journal itself for alerts while it may still have room for the rest', async () => {
    const { journal, fail } = await createBench();
    fail('disk-full');
    await expect(journal.acceptSignal(signalOf('s4'), [])).rejects.toMatchObject({ code: 'disk-full' });
    expect(journal.standing()).toBeNull();
  });
});
