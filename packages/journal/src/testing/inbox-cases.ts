import { deepEqual, equal, rejects } from 'node:assert/strict';
import { JournalError } from '../port/journal-error.ts';
import type { JournalCase } from './journal-case.ts';
import { commitAll, commitConflict, messageOf, SAMPLE_AT, signalOf } from './samples.ts';

export const INBOX_CASES: readonly JournalCase[] = [
  {
    id: 'INB-01',
    title: 'stores a signal with its messages',
    async run({ journal }) {
      const row = signalOf('s1');
      deepEqual(await journal.acceptSignal(row, [messageOf('e1'), messageOf('e2')]), { fresh: true, row });
      deepEqual(await journal.listSignals({}), [row]);
      deepEqual(
        (await journal.listOutbox({})).map(({ eventId }) => eventId),
        ['e1', 'e2'],
      );
    },
  },
  {
    id: 'INB-02',
    title: 'a known key changes nothing and yields the row that stands',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      clock.at += 5;
      await commitAll(journal, { type: 'signal-update', id: 's1', from: ['accepted'], patch: { state: 'planned' } });
      const standing = signalOf('s1', { state: 'planned', updatedAt: clock.at });
      const repeat = await journal.acceptSignal(signalOf('s2', { key: 'key-s1', body: 'other' }), [messageOf('e1')]);
      deepEqual(repeat, { fresh: false, row: standing });
      deepEqual(await journal.listSignals({}), [standing]);
      deepEqual(await journal.listOutbox({}), []);
    },
  },
  {
    id: 'INB-03',
    title: 'an id that another key has is refused and nothing is stored',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s1'), []);
      await rejects(
        journal.acceptSignal(signalOf('s1', { key: 'other' }), [messageOf('e1')]),
        (error: unknown) => JournalError.is(error) && error.code === 'id-taken',
      );
      deepEqual(await journal.listSignals({}), [signalOf('s1')]);
      deepEqual(await journal.listOutbox({}), []);
    },
  },
  {
    id: 'INB-04',
    title: 'a signal moves only from the states asked for, and only forward',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1'), []);
      const update = { type: 'signal-update', id: 's1' } as const;
      await commitConflict(journal, { ...update, from: ['held', 'planned'], patch: { state: 'done' } });
      await commitConflict(journal, { ...update, id: 'none', from: ['accepted'], patch: { state: 'done' } });
      clock.at += 1;
      await commitAll(journal, { ...update, from: ['accepted'], patch: { state: 'held', code: 'chain-gap' } });
      await commitConflict(journal, { ...update, from: ['held'], patch: { state: 'accepted' } });
      await commitAll(journal, { ...update, from: ['held'], patch: {} });
      await commitAll(journal, { ...update, from: ['held'], patch: { state: 'refused' } });
      await commitConflict(journal, { ...update, from: ['refused'], patch: { state: 'done' } });
      deepEqual(await journal.listSignals({ ids: ['s1'] }), [
        signalOf('s1', { state: 'refused', code: 'chain-gap', updatedAt: clock.at }),
      ]);
    },
  },
  {
    id: 'INB-05',
    title: 'lists signals by id, state and stream, oldest first, or the newest first',
    async run({ journal }) {
      await journal.acceptSignal(signalOf('s2', { receivedAt: SAMPLE_AT + 9 }), []);
      await journal.acceptSignal(signalOf('s1', { state: 'refused' }), []);
      await journal.acceptSignal(signalOf('s3', { stream: null }), []);
      const idsOf = async (filter: Parameters<typeof journal.listSignals>[0]) =>
        (await journal.listSignals(filter)).map(({ id }) => id);
      deepEqual(await idsOf({}), ['s2', 's1', 's3']);
      deepEqual(await idsOf({ newest: 2 }), ['s3', 's1']);
      deepEqual(await idsOf({ newest: 0 }), []);
      deepEqual(await idsOf({ ids: ['s3', 's2', 'none'] }), ['s2', 's3']);
      deepEqual(await idsOf({ ids: [] }), []);
      deepEqual(await idsOf({ keys: ['key-s3', 'none'] }), ['s3']);
      deepEqual(await idsOf({ states: ['refused'] }), ['s1']);
      deepEqual(await idsOf({ stream: 'btc:trend:BTCUSDT', states: ['accepted'] }), ['s2']);
      await journal.acceptSignal(signalOf('s4', { source: 'chat:7', receivedAt: SAMPLE_AT + 20 }), []);
      deepEqual(await idsOf({ source: 'chat:7' }), ['s4']);
      deepEqual(await idsOf({ source: 'chat' }), []);
      deepEqual(await idsOf({ receivedFrom: SAMPLE_AT + 9 }), ['s2', 's4']);
      deepEqual(await idsOf({ receivedFrom: SAMPLE_AT + 1, receivedTo: SAMPLE_AT + 9 }), ['s2']);
      deepEqual(await idsOf({ source: 'route:btc', receivedTo: SAMPLE_AT, newest: 1 }), ['s3']);
    },
  },
  {
    id: 'INB-07',
    title: 'keeps when a signal was read, and what was known when it was planned',
    async run({ journal, clock }) {
      await journal.acceptSignal(signalOf('s1', { parsedAt: SAMPLE_AT + 1 }), []);
      await journal.acceptSignal(signalOf('s2', { parsedAt: null }), []);
      clock.at += 4;
      const patch = { state: 'planned', plan: '{"at":1}' } as const;
      await commitAll(journal, { type: 'signal-update', id: 's1', from: ['accepted'], patch });
      deepEqual(await journal.listSignals({}), [
        signalOf('s1', { parsedAt: SAMPLE_AT + 1, ...patch, updatedAt: clock.at }),
        signalOf('s2', { parsedAt: null }),
      ]);
    },
  },
  {
    id: 'INB-06',
    title: 'keeps text as it came',
    async run({ journal }) {
      const body = '{"a":"\u0000\u2028\ud83d\ude80 \'; DROP TABLE signals; --"}';
      await journal.acceptSignal(signalOf('s1', { body }), []);
      equal((await journal.listSignals({}))[0]?.body, body);
    },
  },
];
