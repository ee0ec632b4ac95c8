import { deepEqual } from 'node:assert/strict';
import type { CommitResult } from '../port/change.ts';
import { INTENT_STATES } from '../port/intent-row.ts';
import { INTENT_TRANSITIONS } from '../port/transitions.ts';
import type { JournalCase } from './journal-case.ts';
import { commitAll, commitConflict, fillOf, intentOf, signalOf } from './samples.ts';

export const INTENT_CASES: readonly JournalCase[] = [
  {
    id: 'INT-01',
    title: 'an intent is inserted once, and only for a stored signal',
    async run({ journal }) {
      await commitConflict(journal, { type: 'intent-insert', intent: intentOf('i1') });
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
      await commitConflict(journal, { type: 'intent-insert', intent: intentOf('i1', { leg: 2 }) });
      deepEqual(await journal.listIntents({}), [intentOf('i1')]);
    },
  },
  {
    id: 'INT-02',
    title: 'an update names the version that it saw and counts it up',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
      clock.at += 7;
      const mark = { state: 'sending', attempt: 1, clientOrderId: 'c1', fromAt: 5, untilAt: 9 } as const;
      await commitAll(journal, { type: 'intent-update', id: 'i1', version: 1, patch: mark });
      await commitConflict(journal, { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'accepted' } });
      await commitConflict(journal, { type: 'intent-update', id: 'none', version: 1, patch: {} });
      deepEqual(await journal.listIntents({}), [intentOf('i1', { ...mark, version: 2, updatedAt: clock.at })]);
      await commitAll(journal, { type: 'intent-update', id: 'i1', version: 2, patch: {} });
      deepEqual(await journal.listIntents({}), [intentOf('i1', { ...mark, version: 3, updatedAt: clock.at })]);
    },
  },
  {
    id: 'INT-03',
    title: 'moves as the table of transitions says, and in no other way',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      for (const from of INTENT_STATES) {
        for (const to of INTENT_STATES) {
          const id = `${from}>${to}`;
          await commitAll(journal, { type: 'intent-insert', intent: intentOf(id, { state: from, attempt: 1 }) });
          const isAllowed = from === to || INTENT_TRANSITIONS[from].includes(to);
          const patch = { state: to, attempt: to === 'sending' ? 2 : 1 };
          await (isAllowed ? commitAll : commitConflict)(journal, { type: 'intent-update', id, version: 1, patch });
          const [row] = await journal.listIntents({ ids: [id] });
          deepEqual([row?.state, row?.version], isAllowed ? [to, 2] : [from, 1]);
        }
      }
    },
  },
  {
    id: 'INT-04',
    title: 'a mark counts the attempt up by one, nothing else touches it',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
      const update = { type: 'intent-update', id: 'i1' } as const;
      await commitConflict(journal, { ...update, version: 1, patch: { state: 'sending' } });
      await commitConflict(journal, { ...update, version: 1, patch: { state: 'sending', attempt: 2 } });
      await commitAll(journal, { ...update, version: 1, patch: { state: 'sending', attempt: 1 } });
      await commitConflict(journal, { ...update, version: 2, patch: { state: 'sending', attempt: 1 } });
      await commitAll(journal, { ...update, version: 2, patch: { state: 'sending', attempt: 2 } });
      await commitConflict(journal, { ...update, version: 3, patch: { state: 'unknown', attempt: 3 } });
      await commitAll(journal, { ...update, version: 3, patch: { state: 'unknown', attempt: 2 } });
      await commitConflict(journal, { ...update, version: 4, patch: { attempt: 1 } });
      await commitConflict(journal, { ...update, version: 4, patch: { state: 'sending', attempt: 2 } });
      await commitAll(journal, { ...update, version: 4, patch: { state: 'sending', attempt: 3 } });
    },
  },
  {
    id: 'INT-05',
    title: 'lists intents by id, signal, state, broker, client order id and last change, oldest first',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await journal.acceptSignal(signalOf('s2'), []);
      await commitAll(
        journal,
        { type: 'intent-insert', intent: intentOf('i2', { clientOrderId: 'c2' }) },
        { type: 'intent-insert', intent: intentOf('i1', { signalId: 's2', state: 'filled' }) },
        { type: 'intent-insert', intent: intentOf('i3', { brokerId: 'scalps', state: 'unknown', updatedAt: 9 }) },
      );
      const idsOf = async (filter: Parameters<typeof journal.listIntents>[0]) =>
        (await journal.listIntents(filter)).map(({ id }) => id);
      deepEqual(await idsOf({}), ['i2', 'i1', 'i3']);
      deepEqual(await idsOf({ ids: ['i3', 'i2'] }), ['i2', 'i3']);
      deepEqual(await idsOf({ signalIds: ['s1'] }), ['i2', 'i3']);
      deepEqual(await idsOf({ states: ['unknown', 'filled'] }), ['i1', 'i3']);
      deepEqual(await idsOf({ states: [] }), []);
      deepEqual(await idsOf({ brokerId: 'paper', states: ['planned'] }), ['i2']);
      deepEqual(await idsOf({ clientOrderId: 'c2' }), ['i2']);
      deepEqual(await idsOf({ clientOrderId: 'c' }), []);
      deepEqual(await idsOf({ updatedFrom: 10 }), ['i2', 'i1']);
      deepEqual(await idsOf({ updatedFrom: 9 }), ['i2', 'i1', 'i3']);
    },
  },
  {
    id: 'INT-07',
    title: 'keeps what an intent was planned from, the times of its attempts, and when a fill was written down',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      const fill = fillOf('t1', { intentId: 'i1', recordedAt: 9 });
      await commitAll(
        journal,
        { type: 'intent-insert', intent: intentOf('i1', { plan: '{"at":1}' }) },
        { type: 'intent-insert', intent: intentOf('i2') },
        { type: 'fill-insert', fill },
        { type: 'fill-insert', fill: fillOf('t2', { recordedAt: null }) },
      );
      clock.at += 3;
      const patch = { state: 'sending', attempt: 1, plan: '{"at":2}', trace: '[{"markedAt":2}]' } as const;
      await commitAll(journal, { type: 'intent-update', id: 'i1', version: 1, patch });
      deepEqual(await journal.listIntents({}), [
        intentOf('i1', { ...patch, version: 2, updatedAt: clock.at }),
        intentOf('i2'),
      ]);
      deepEqual(await journal.listFills({}), [fill, fillOf('t2', { recordedAt: null })]);
    },
  },
  {
    id: 'INT-08',
    title: 'what is asked for without waiting is carried out in that order, row by row',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      const names = ['i1', 'i2', 'i3', 'i4'];
      const results: Promise<CommitResult>[] = names.map((id) =>
        journal.commit([{ type: 'intent-insert', intent: intentOf(id) }]),
      );
      for (let version = 1; version <= 12; version += 1) {
        for (const [index, id] of names.entries()) {
          const patch = { detail: `${version}` };
          const update = { type: 'intent-update', id, version, patch } as const;
          const tradeId = `${id}-${version}`;
          const fill = { type: 'fill-insert', fill: fillOf(tradeId, { intentId: id }) } as const;
          results.push(journal.commit(index % 2 === 0 ? [update, fill] : [update]));
        }
      }
      deepEqual(
        (await Promise.all(results)).filter(({ ok }) => !ok),
        [],
      );
      deepEqual(
        (await journal.listIntents({})).map(({ version, detail }) => `${version} ${detail}`),
        names.map(() => '13 12'),
      );
    },
  },
  {
    id: 'INT-06',
    title: 'a fill is stored once for each broker, symbol and trade',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(
        journal,
        { type: 'intent-insert', intent: intentOf('i1') },
        { type: 'fill-insert', fill: fillOf('t1', { intentId: 'i1' }) },
        { type: 'fill-insert', fill: fillOf('t1', { symbol: 'ETHUSDT' }) },
        { type: 'fill-insert', fill: fillOf('t1', { brokerId: 'scalps' }) },
      );
      await commitConflict(journal, { type: 'fill-insert', fill: fillOf('t1', { price: '1' }) });
      await commitConflict(journal, { type: 'fill-insert', fill: fillOf('t2', { intentId: 'none' }) });
      deepEqual(await journal.listFills({ intentId: 'i1' }), [fillOf('t1', { intentId: 'i1' })]);
      deepEqual(await journal.listFills({ venueFrom: fillOf('t1').venueAt }), await journal.listFills({}));
      deepEqual(await journal.listFills({ venueFrom: fillOf('t1').venueAt + 1 }), []);
      deepEqual(await journal.listFills({ brokerId: 'paper', newest: 1 }), [fillOf('t1', { symbol: 'ETHUSDT' })]);
      deepEqual(await journal.listFills({ symbol: 'BTCUSDT' }), [
        fillOf('t1', { intentId: 'i1' }),
        fillOf('t1', { brokerId: 'scalps' }),
      ]);
    },
  },
  {
    id: 'INT-10',
    title: 'the newest fills of a range are none of those after it',
    async run({ journal }) {
      const rows = Array.from({ length: 6 }, (_, index) => fillOf(`t${index}`, { venueAt: 100 + index }));
      await commitAll(journal, ...rows.map((fill) => ({ type: 'fill-insert', fill }) as const));
      deepEqual(await journal.listFills({ venueTo: 102 }), rows.slice(0, 3));
      deepEqual(await journal.listFills({ venueFrom: 101, venueTo: 103 }), rows.slice(1, 4));
      deepEqual(await journal.listFills({ venueTo: 103, newest: 2 }), [rows[3], rows[2]]);
      deepEqual(await journal.listFills({ venueTo: 99 }), []);
    },
  },
  {
    id: 'INT-09',
    title: 'what is patient keeps its place before what hurries, and each of it has its own answer',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await commitAll(journal, { type: 'intent-insert', intent: intentOf('i1') });
      const rename = (version: number, detail: string, isPatient: boolean) =>
        journal.commit([{ type: 'intent-update', id: 'i1', version, patch: { detail } }], { isPatient });
      const flag = (value: string) => journal.commit([{ type: 'flag-put', name: 'a', value }], { isPatient: true });
      const answers = [
        rename(1, 'one', true),
        rename(1, 'late', true),
        flag('x'),
        rename(2, 'two', true),
        rename(3, 'three', false),
        rename(4, 'four', true),
      ];
      const ok = { ok: true } as const;
      const conflict = { ok: false, index: 0, conflict: 'intent-update' } as const;
      deepEqual(await Promise.all(answers), [ok, conflict, ok, ok, ok, ok]);
      const [row] = await journal.listIntents({});
      deepEqual([row?.detail, row?.version, await journal.readFlags()], ['four', 5, { a: 'x' }]);
    },
  },
];
