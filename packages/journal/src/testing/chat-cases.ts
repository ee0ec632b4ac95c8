import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { verifyAudit } from '../port/audit-chain.ts';
import type { JournalCase } from './journal-case.ts';
import { commitAll, commitConflict, confirmOf, messageOf, SAMPLE_AT, updateOf } from './samples.ts';

export const CHAT_CASES: readonly JournalCase[] = [
  {
    id: 'OUT-01',
    title: 'an event is told once to each target',
    async run({ journal }) {
      const insert = { type: 'outbox-insert' } as const;
      await commitAll(journal, { ...insert, message: messageOf('e1') }, { ...insert, message: messageOf('e1') });
      await commitAll(
        journal,
        { ...insert, message: messageOf('e1', { payload: 'other' }) },
        { ...insert, message: messageOf('e1', { target: 'log' }) },
      );
      const rows = await journal.listOutbox({});
      deepEqual(
        rows.map(({ target, payload }) => [target, payload]),
        [
          ['desk', '{}'],
          ['log', '{}'],
        ],
      );
      deepEqual(rows[0], {
        ...messageOf('e1'),
        sequence: rows[0]?.sequence,
        state: 'pending',
        attempts: 0,
        nextAt: 0,
        maybeDuplicate: false,
        messageId: null,
        error: null,
      });
    },
  },
  {
    id: 'OUT-02',
    title: 'lists what is due: critical first, then in order of writing',
    async run({ journal }) {
      const insert = { type: 'outbox-insert' } as const;
      await commitAll(
        journal,
        { ...insert, message: messageOf('e1', { thread: 's1' }) },
        { ...insert, message: messageOf('e2', { priority: 'critical', target: 'log' }) },
        { ...insert, message: messageOf('e3', { thread: 's1', createdAt: SAMPLE_AT - 4 }) },
        { ...insert, message: messageOf('e4', { priority: 'critical', thread: 's1' }) },
      );
      const eventsOf = async (filter: Parameters<typeof journal.listOutbox>[0]) =>
        (await journal.listOutbox(filter)).map(({ eventId }) => eventId);
      deepEqual(await eventsOf({}), ['e2', 'e4', 'e1', 'e3']);
      deepEqual(await eventsOf({ target: 'desk', limit: 2 }), ['e4', 'e1']);
      const [, , first] = await journal.listOutbox({});
      const sequence = first?.sequence ?? 0;
      const wait = { state: 'pending', attempts: 1, nextAt: SAMPLE_AT + 50, maybeDuplicate: true } as const;
      await commitAll(journal, { type: 'outbox-update', sequence, patch: wait });
      deepEqual(await eventsOf({ dueAt: SAMPLE_AT + 49 }), ['e2', 'e4', 'e3']);
      deepEqual(await eventsOf({ dueAt: SAMPLE_AT + 50 }), ['e2', 'e4', 'e1', 'e3']);
      await commitAll(journal, { type: 'outbox-update', sequence, patch: { state: 'sent', messageId: 12 } });
      deepEqual(await eventsOf({}), ['e2', 'e4', 'e3']);
      deepEqual(await eventsOf({ thread: 's1' }), ['e1', 'e3', 'e4']);
      deepEqual(await eventsOf({ thread: 's1', dueAt: SAMPLE_AT }), ['e3', 'e4']);
      const [sent] = await journal.listOutbox({ thread: 's1' });
      deepEqual([sent?.state, sent?.messageId, sent?.maybeDuplicate, sent?.attempts], ['sent', 12, true, 1]);
      deepEqual(await journal.outboxDepth(), {
        pending: 3,
        oldestAt: SAMPLE_AT - 4,
        dead: 0,
        targets: ['desk', 'log'],
      });
    },
  },
  {
    id: 'OUT-03',
    title: 'a message that was sent or given up stays so',
    async run({ journal }) {
      deepEqual(await journal.outboxDepth(), { pending: 0, oldestAt: null, dead: 0, targets: [] });
      await commitAll(journal, { type: 'outbox-insert', message: messageOf('e1') });
      const sequence = (await journal.listOutbox({}))[0]?.sequence ?? 0;
      await commitConflict(journal, { type: 'outbox-update', sequence: sequence + 1, patch: { state: 'sent' } });
      await commitAll(journal, { type: 'outbox-update', sequence, patch: { state: 'dead', error: 'chat not found' } });
      await commitConflict(journal, { type: 'outbox-update', sequence, patch: { state: 'pending' } });
      await commitAll(journal, { type: 'outbox-update', sequence, patch: {} });
      deepEqual(await journal.outboxDepth(), { pending: 0, oldestAt: null, dead: 1, targets: [] });
    },
  },
  {
    id: 'UPD-01',
    title: 'an update is stored once and done once',
    async run({ journal }) {
      equal(await journal.acceptUpdates([updateOf(9), updateOf(3), updateOf(9)]), 2);
      equal(await journal.acceptUpdates([updateOf(3), updateOf(4)]), 1);
      deepEqual(await journal.listPendingUpdates(), [updateOf(3), updateOf(4), updateOf(9)]);
      await commitAll(journal, { type: 'update-done', updateId: 4 });
      await commitConflict(journal, { type: 'update-done', updateId: 4 });
      await commitConflict(journal, { type: 'update-done', updateId: 5 });
      equal(await journal.acceptUpdates([updateOf(4)]), 0);
      deepEqual(await journal.listPendingUpdates(), [updateOf(3), updateOf(9)]);
    },
  },
  {
    id: 'CNF-01',
    title: 'a nonce is used once and a second tap finds it taken',
    async run({ journal }) {
      equal(await journal.getConfirm('n1'), null);
      await commitAll(journal, { type: 'confirm-insert', row: confirmOf('n1') });
      await commitConflict(journal, { type: 'confirm-insert', row: confirmOf('n1', { userId: '8' }) });
      const update = { type: 'confirm-update', nonce: 'n1' } as const;
      await commitConflict(journal, { ...update, nonce: 'n2', from: ['pending'], patch: { state: 'executing' } });
      await commitAll(journal, { ...update, from: ['pending'], patch: { messageId: 5 } });
      await commitAll(journal, { ...update, from: ['pending'], patch: { state: 'executing' } });
      await commitConflict(journal, { ...update, from: ['pending'], patch: { state: 'executing' } });
      await commitConflict(journal, { ...update, from: ['executing'], patch: { state: 'pending' } });
      await commitAll(journal, { ...update, from: ['executing'], patch: { state: 'done', result: '{"ok":true}' } });
      await commitAll(journal, { ...update, from: ['done'], patch: {} });
      deepEqual(
        await journal.getConfirm('n1'),
        confirmOf('n1', { state: 'done', result: '{"ok":true}', messageId: 5 }),
      );
    },
  },
  {
    id: 'FLG-01',
    title: 'flags are put, overwritten and removed',
    async run({ journal }) {
      deepEqual(await journal.readFlags(), {});
      await commitAll(
        journal,
        { type: 'flag-put', name: 'paused', value: 'a' },
        { type: 'flag-put', name: 'panic', value: 'b' },
        { type: 'flag-put', name: 'paused', value: 'c' },
        { type: 'flag-put', name: 'none', value: null },
      );
      deepEqual(await journal.readFlags(), { panic: 'b', paused: 'c' });
      await commitAll(journal, { type: 'flag-put', name: 'paused', value: null });
      deepEqual(await journal.readFlags(), { panic: 'b' });
    },
  },
  {
    id: 'AUD-01',
    title: 'audit rows form a chain, read newest first',
    async run({ journal }) {
      for (const action of ['start', 'pause', 'panic']) {
        await commitAll(journal, {
          type: 'audit-append',
          entry: { at: SAMPLE_AT, actor: 'user:7', action, detail: '{}' },
        });
      }
      const rows = await journal.listAudit(9);
      deepEqual(
        rows.map(({ sequence, action }) => [sequence, action]),
        [
          [3, 'panic'],
          [2, 'pause'],
          [1, 'start'],
        ],
      );
      notEqual(rows[0]?.hash, rows[1]?.hash);
      deepEqual(verifyAudit(rows), { ok: true });
      deepEqual((await journal.listAudit(1)).length, 1);
    },
  },
];
