import { deepEqual, equal } from 'node:assert/strict';
import { verifyAudit } from '../port/audit-chain.ts';
import type { OutboxState } from '../port/outbox-row.ts';
import type { JournalCase } from './journal-case.ts';
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
} from './samples.ts';

const LATER = SAMPLE_AT + 1;

export const PRUNE_CASES: readonly JournalCase[] = [
  {
    id: 'PRN-01',
    title: 'removes ended signals with their ended intents and fills, and nothing that is open or newer',
    async run({ journal }) {
      const done = { state: 'done' } as const;
      await journal.acceptSignal(signalOf('old', done), []);
      await journal.acceptSignal(signalOf('refused', { state: 'refused' }), []);
      await journal.acceptSignal(signalOf('accepted'), []);
      await journal.acceptSignal(signalOf('held', { state: 'held' }), []);
      await journal.acceptSignal(signalOf('new', { ...done, updatedAt: LATER }), []);
      await journal.acceptSignal(signalOf('open-leg', done), []);
      await journal.acceptSignal(signalOf('new-leg', done), []);
      const filled = { state: 'filled' } as const;
      await commitAll(
        journal,
        { type: 'intent-insert', intent: intentOf('i-old', { ...filled, signalId: 'old' }) },
        { type: 'intent-insert', intent: intentOf('i-open', { state: 'needs-operator', signalId: 'open-leg' }) },
        { type: 'intent-insert', intent: intentOf('i-ended', { ...filled, signalId: 'open-leg' }) },
        { type: 'intent-insert', intent: intentOf('i-new', { ...filled, signalId: 'new-leg', updatedAt: LATER }) },
        { type: 'fill-insert', fill: fillOf('t-old', { intentId: 'i-old', venueAt: LATER }) },
        { type: 'fill-insert', fill: fillOf('t-open', { intentId: 'i-ended' }) },
        { type: 'fill-insert', fill: fillOf('t-foreign') },
        { type: 'fill-insert', fill: fillOf('t-foreign-new', { venueAt: LATER }) },
      );
      equal(await journal.prune(LATER), 5);
      const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
      deepEqual(idsOf(await journal.listSignals({})), ['accepted', 'held', 'new', 'open-leg', 'new-leg']);
      deepEqual(idsOf(await journal.listIntents({})), ['i-open', 'i-ended', 'i-new']);
      deepEqual(
        (await journal.listFills({})).map(({ tradeId }) => tradeId),
        ['t-open', 't-foreign-new'],
      );
      equal((await journal.acceptSignal(signalOf('old'), [])).fresh, true);
    },
  },
  {
    id: 'PRN-05',
    title: 'keeps the newest signal of every stream that owns something: what protects its position belongs to it',
    async run({ journal }) {
      const done = { state: 'done' } as const;
      await journal.acceptSignal(signalOf('entry', done), []);
      await journal.acceptSignal(signalOf('add', done), []);
      await journal.acceptSignal(signalOf('unread', { state: 'refused', signal: null }), []);
      await journal.acceptSignal(signalOf('flat', { ...done, stream: 'flat' }), []);
      await journal.acceptSignal(signalOf('never', { ...done, stream: 'never' }), []);
      await commitAll(
        journal,
        { type: 'ledger-put', version: 0, row: ledgerOf() },
        { type: 'ledger-put', version: 0, row: ledgerOf({ brokerId: 'other', owned: '0' }) },
        { type: 'ledger-put', version: 0, row: ledgerOf({ stream: 'flat', owned: '0' }) },
        { type: 'intent-insert', intent: intentOf('i-add', { state: 'filled', signalId: 'add' }) },
      );
      equal(await journal.prune(LATER), 4);
      deepEqual(
        (await journal.listSignals({})).map(({ id }) => id),
        ['add'],
      );
      deepEqual((await journal.listIntents({})).length, 1);
    },
  },
  {
    id: 'PRN-06',
    title: 'removes strategies that stood flat, own nothing and were not heard since, with what accounts had of them',
    async run({ journal }) {
      const flat = { lastPosition: '0' } as const;
      const names = ['gone', 'timeless', 'in', 'new', 'owns', 'heard', 'ordered'] as const;
      await journal.acceptSignal(signalOf('s1', { state: 'done', stream: 'heard', updatedAt: LATER }), []);
      await commitAll(
        journal,
        ...names.map((stream) => ({ type: 'stream-put', version: 0, row: streamOf({ ...flat, stream }) }) as const),
        { type: 'stream-put', version: 1, row: streamOf({ ...flat, stream: 'timeless', lastFiredAt: null }) },
        { type: 'stream-put', version: 1, row: streamOf({ stream: 'in', lastPosition: '-2' }) },
        { type: 'stream-put', version: 1, row: streamOf({ ...flat, stream: 'new', lastFiredAt: LATER }) },
        { type: 'intent-insert', intent: intentOf('i1', { stream: 'ordered', state: 'filled' }) },
        ...names.map((stream) => {
          const row = ledgerOf({ stream, owned: '0', state: 'sitting-out', unit: null });
          return { type: 'ledger-put', version: 0, row } as const;
        }),
        { type: 'ledger-put', version: 0, row: ledgerOf({ brokerId: 'other', stream: 'gone', owned: '0' }) },
        { type: 'ledger-put', version: 0, row: ledgerOf({ brokerId: 'other', stream: 'owns', owned: '-0.1' }) },
        // of no strategy that is known
        { type: 'ledger-put', version: 0, row: ledgerOf({ stream: 'lone', owned: '0' }) },
      );
      equal(await journal.prune(LATER), 0);
      equal(await journal.prune({ streams: SAMPLE_AT }), 2);
      equal(await journal.prune({ streams: LATER }), 3);
      const { streams, ledger } = await journal.readLedger();
      const left = ['heard', 'in', 'new', 'ordered', 'owns'];
      deepEqual(streams.map(({ stream }) => stream).toSorted(), left);
      const owned = [...new Set(ledger.map(({ stream }) => stream))];
      deepEqual(owned.toSorted(), [...left, 'lone'].toSorted());
      // it comes back as one that is new
      await commitAll(
        journal,
        { type: 'stream-put', version: 0, row: streamOf({ stream: 'gone' }) },
        { type: 'ledger-put', version: 0, row: ledgerOf({ stream: 'gone' }) },
      );
    },
  },
  {
    id: 'PRN-02',
    title: 'removes told messages, done updates and past cards; keeps ledger, flags and audit',
    async run({ journal }) {
      await journal.acceptUpdates([updateOf(1), updateOf(2)]);
      await commitAll(
        journal,
        { type: 'outbox-insert', message: messageOf('waiting') },
        { type: 'outbox-insert', message: messageOf('sent') },
        { type: 'outbox-insert', message: messageOf('dead') },
        { type: 'outbox-insert', message: messageOf('new', { createdAt: LATER }) },
        { type: 'update-done', updateId: 1 },
        { type: 'confirm-insert', row: confirmOf('past', { expiresAt: SAMPLE_AT }) },
        { type: 'confirm-insert', row: confirmOf('running', { expiresAt: SAMPLE_AT, state: 'executing' }) },
        { type: 'confirm-insert', row: confirmOf('live') },
        { type: 'stream-put', version: 0, row: streamOf() },
        { type: 'ledger-put', version: 0, row: ledgerOf() },
        { type: 'flag-put', name: 'paused', value: 'yes' },
        { type: 'audit-append', entry: { at: 1, actor: 'desk', action: 'start', detail: '{}' } },
      );
      const states = new Map<string, OutboxState>([
        ['sent', 'sent'],
        ['dead', 'dead'],
        ['new', 'sent'],
      ]);
      for (const { eventId, sequence } of await journal.listOutbox({})) {
        const state = states.get(eventId) ?? 'pending';
        await commitAll(journal, { type: 'outbox-update', sequence, patch: { state } });
      }
      equal(await journal.prune(LATER), 4);
      deepEqual(
        (await journal.listOutbox({})).map(({ eventId }) => eventId),
        ['waiting'],
      );
      deepEqual(await journal.listPendingUpdates(), [updateOf(2)]);
      equal(await journal.getConfirm('past'), null);
      equal((await journal.getConfirm('running'))?.state, 'executing');
      equal((await journal.getConfirm('live'))?.state, 'pending');
      deepEqual(Object.keys(await journal.readFlags()), ['paused']);
      deepEqual((await journal.listAudit(9)).length, 1);
      const { streams, ledger } = await journal.readLedger();
      deepEqual([streams.length, ledger.length], [1, 1]);
      await commitAll(
        journal,
        { type: 'outbox-insert', message: messageOf('sent') },
        { type: 'outbox-insert', message: messageOf('new') },
      );
      deepEqual(
        (await journal.listOutbox({})).map(({ eventId }) => eventId),
        ['waiting', 'sent'],
      );
      equal(await journal.prune(LATER), 0);
    },
  },
  {
    id: 'PRN-03',
    title: 'cuts each table by its own time, and those that are not named not at all',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1', { state: 'refused' }), []);
      await journal.acceptUpdates([updateOf(1)]);
      await commitAll(
        journal,
        { type: 'fill-insert', fill: fillOf('t1') },
        { type: 'outbox-insert', message: messageOf('e1') },
        { type: 'update-done', updateId: 1 },
        { type: 'confirm-insert', row: confirmOf('n1') },
      );
      const sequence = (await journal.listOutbox({}))[0]?.sequence ?? 0;
      await commitAll(journal, { type: 'outbox-update', sequence, patch: { state: 'sent' } });
      equal(await journal.prune({}), 0);
      equal(await journal.prune({ signals: SAMPLE_AT, fills: SAMPLE_AT, outbox: SAMPLE_AT, updates: SAMPLE_AT }), 0);
      equal(await journal.prune({ fills: LATER }), 1);
      equal((await journal.listSignals({})).length, 1);
      equal(await journal.prune({ outbox: LATER, updates: LATER }), 2);
      equal(await journal.prune({ confirms: LATER }), 0);
      equal(await journal.prune({ confirms: LATER + 60_000 }), 1);
      equal(await journal.prune({ signals: LATER }), 1);
    },
  },
  {
    id: 'PRN-04',
    title: 'cuts the audit chain at its old end only where it is asked to, and the chain goes on',
    async run({ journal }) {
      const append = (at: number) =>
        commitAll(journal, { type: 'audit-append', entry: { at, actor: 'desk', action: `at ${at}`, detail: '{}' } });
      for (const at of [1, 2, 9, 3]) await append(at);
      equal(await journal.prune(99), 0);
      equal(await journal.prune({ audit: 1 }), 0);
      equal(await journal.prune({ audit: 3 }), 2);
      const sequences = async () => (await journal.listAudit(9)).map(({ sequence }) => sequence);
      deepEqual(await sequences(), [4, 3]);
      equal(await journal.prune({ audit: 99 }), 1);
      await append(12);
      deepEqual(await sequences(), [5, 4]);
      deepEqual(verifyAudit(await journal.listAudit(9)), { ok: true });
    },
  },
];
