import { deepEqual, rejects } from 'node:assert/strict';
import type { JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import type { JournalCase } from './journal-case.ts';
import { commitAll, commitConflict, fillOf, intentOf, ledgerOf, messageOf, signalOf, streamOf } from './samples.ts';

export const LEDGER_CASES: readonly JournalCase[] = [
  {
    id: 'LED-01',
    title: 'streams and what they own are put by version',
    async run({ journal }) {
      await commitConflict(journal, { type: 'stream-put', version: 1, row: streamOf() });
      await commitAll(
        journal,
        { type: 'stream-put', version: 0, row: streamOf() },
        { type: 'ledger-put', version: 0, row: ledgerOf({ brokerId: 'scalps' }) },
        { type: 'ledger-put', version: 0, row: ledgerOf({ entries: '["s1","s2"]' }) },
      );
      const opened = (await journal.readLedger()).ledger.find(({ brokerId }) => brokerId !== 'scalps');
      deepEqual(opened, { ...ledgerOf({ entries: '["s1","s2"]' }), version: 1 });
      await commitConflict(journal, { type: 'stream-put', version: 0, row: streamOf() });
      await commitConflict(journal, { type: 'ledger-put', version: 0, row: ledgerOf({ positionSide: 'long' }) });
      await commitConflict(journal, { type: 'ledger-put', version: 2, row: ledgerOf() });
      await commitAll(
        journal,
        { type: 'stream-put', version: 1, row: streamOf({ lastPosition: '0', sequence: 2 }) },
        { type: 'ledger-put', version: 1, row: ledgerOf({ owned: '0', unit: null, protect: '{}', state: 'flat' }) },
      );
      await commitConflict(journal, { type: 'ledger-put', version: 1, row: ledgerOf() });
      deepEqual(await journal.readLedger(), {
        streams: [{ ...streamOf({ lastPosition: '0', sequence: 2 }), version: 2 }],
        ledger: [
          { ...ledgerOf({ owned: '0', unit: null, protect: '{}', state: 'flat' }), version: 2 },
          { ...ledgerOf({ brokerId: 'scalps' }), version: 1 },
        ],
      });
    },
  },
  {
    id: 'TRX-01',
    title: 'a conflict takes back every change of its commit',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await journal.acceptUpdates([{ updateId: 1, payload: '{}', receivedAt: 1, state: 'pending' }]);
      await commitAll(
        journal,
        { type: 'flag-put', name: 'paused', value: 'yes' },
        { type: 'audit-append', entry: { at: 1, actor: 'desk', action: 'start', detail: '{}' } },
        { type: 'outbox-insert', message: messageOf('e0') },
      );
      const stateOf = async () =>
        JSON.stringify([
          await journal.listSignals({}),
          await journal.listIntents({}),
          await journal.listFills({}),
          await journal.readLedger(),
          await journal.listOutbox({}),
          await journal.listPendingUpdates(),
          await journal.readFlags(),
          await journal.listAudit(9),
          await journal.getConfirm('n1'),
        ]);
      const before = await stateOf();
      clock.at += 1;
      const [message] = await journal.listOutbox({});
      await commitConflict(
        journal,
        { type: 'signal-update', id: 's1', from: ['accepted'], patch: { state: 'planned' } },
        { type: 'intent-insert', intent: intentOf('i1') },
        { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'sending', attempt: 1 } },
        { type: 'fill-insert', fill: fillOf('t1', { intentId: 'i1' }) },
        { type: 'stream-put', version: 0, row: streamOf() },
        { type: 'ledger-put', version: 0, row: ledgerOf() },
        { type: 'outbox-insert', message: messageOf('e1') },
        { type: 'outbox-update', sequence: message?.sequence ?? 0, patch: { state: 'sent' } },
        { type: 'update-done', updateId: 1 },
        { type: 'flag-put', name: 'paused', value: null },
        { type: 'flag-put', name: 'panic', value: 'yes' },
        { type: 'audit-append', entry: { at: 2, actor: 'desk', action: 'stop', detail: '{}' } },
        { type: 'intent-update', id: 'none', version: 1, patch: {} },
      );
      deepEqual(await stateOf(), before);
    },
  },
  {
    id: 'TRX-05',
    title: 'changes of one row that follow each other in a commit count its version up one by one',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      clock.at += 7;
      const update = { type: 'intent-update', id: 'i1' } as const;
      await commitAll(
        journal,
        { type: 'intent-insert', intent: intentOf('i1') },
        { ...update, version: 1, patch: { state: 'sending', attempt: 1 } },
        { type: 'ledger-put', version: 0, row: ledgerOf({ owned: '0' }) },
        { ...update, version: 2, patch: { state: 'filled', filledQuantity: '0.010' } },
        { type: 'stream-put', version: 0, row: streamOf() },
        { type: 'fill-insert', fill: fillOf('f1', { intentId: 'i1' }) },
        { ...update, version: 3, patch: { averagePrice: '60000.10' } },
        { type: 'ledger-put', version: 1, row: ledgerOf({ owned: '0.010' }) },
        { type: 'stream-put', version: 1, row: streamOf({ lastPosition: '2' }) },
        { type: 'ledger-put', version: 2, row: ledgerOf({ owned: '0.010', entries: '["s1"]' }) },
      );
      const filled = { state: 'filled', attempt: 1, filledQuantity: '0.010', averagePrice: '60000.10' } as const;
      deepEqual(await journal.listIntents({}), [intentOf('i1', { ...filled, version: 4, updatedAt: clock.at })]);
      deepEqual(await journal.readLedger(), {
        streams: [{ ...streamOf({ lastPosition: '2' }), version: 2 }],
        ledger: [{ ...ledgerOf({ owned: '0.010', entries: '["s1"]' }), version: 3 }],
      });
    },
  },
  {
    id: 'TRX-06',
    title: 'says which change was refused, whichever went before or after it on its row',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      const insert = { type: 'intent-insert', intent: intentOf('i1') } as const;
      const mark = { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'sending', attempt: 1 } } as const;
      const flag = { type: 'flag-put', name: 'x', value: 'y' } as const;
      const put = (version: number) => ({ type: 'ledger-put', version, row: ledgerOf() }) as const;
      const refused = async (index: number, ...changes: readonly JournalChange[]) =>
        deepEqual(await journal.commit(changes), { ok: false, index, conflict: changes[index]?.type });
      await refused(2, insert, flag, { ...mark, patch: { state: 'sending' } }, { ...mark, version: 2, patch: {} });
      await refused(3, insert, mark, flag, { ...mark, version: 2 });
      await refused(2, put(0), flag, put(2), put(1));
      await refused(1, flag, put(1), put(2));
      await refused(1, flag, { type: 'intent-insert', intent: intentOf('i2', { signalId: 'none' }) }, put(0));
      await commitAll(journal, insert);
      await refused(0, insert, mark, flag);
      await refused(1, flag, { ...mark, version: 2, patch: { detail: 'x' } }, { ...mark, version: 3, patch: {} });
      deepEqual([await journal.listIntents({}), await journal.readFlags()], [[intentOf('i1')], {}]);
    },
  },
  {
    id: 'TRX-02',
    title: 'commits that run side by side take effect one after the other',
    async run({ journal }) {
      await commitAll(journal, { type: 'stream-put', version: 0, row: streamOf({ sequence: 0 }) });
      const countUp = async (): Promise<number> => {
        const { streams } = await journal.readLedger();
        const { version = 0, sequence = 0 } = streams[0] ?? {};
        const result = await journal.commit([
          { type: 'stream-put', version, row: streamOf({ sequence: sequence + 1 }) },
          { type: 'audit-append', entry: { at: sequence, actor: 'desk', action: 'count', detail: '{}' } },
        ]);
        return result.ok ? 0 : 1 + (await countUp());
      };
      await Promise.all(Array.from({ length: 20 }, countUp));
      deepEqual((await journal.readLedger()).streams[0]?.sequence, 20);
      deepEqual((await journal.listAudit(99)).length, 20);
    },
  },
  {
    id: 'TRX-03',
    title: 'a commit of nothing is done',
    run: ({ journal }) => commitAll(journal),
  },
  {
    id: 'TRX-04',
    title: 'close waits for what is under way, and every method refuses after it',
    async run({ journal }) {
      const late = journal.acceptSignal(signalOf('s1'), []);
      await Promise.all([journal.close(), journal.close()]);
      deepEqual((await late).fresh, true);
      const calls = [
        () => journal.acceptSignal(signalOf('s1'), []),
        () => journal.commit([]),
        () => journal.listSignals({}),
        () => journal.listIntents({}),
        () => journal.listFills({}),
        () => journal.readLedger(),
        () => journal.listOutbox({}),
        () => journal.outboxDepth(),
        () => journal.acceptUpdates([]),
        () => journal.listPendingUpdates(),
        () => journal.getConfirm('n1'),
        () => journal.readFlags(),
        () => journal.listAudit(1),
        () => journal.prune(1),
        () => journal.lease({ name: 'n', owner: 'a', ttlMs: 1 }),
      ];
      for (const call of calls) {
        await rejects(call, (error: unknown) => JournalError.is(error) && error.code === 'closed');
      }
      await journal.close();
    },
  },
];
