import { deepEqual, equal } from 'node:assert/strict';
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
];
