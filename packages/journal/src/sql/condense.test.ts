import { expect, test } from 'vitest';
import type { IntentPatch, JournalChange } from '../port/change.ts';
import { intentOf, ledgerOf, messageOf, SAMPLE_AT, streamOf } from '../testing/samples.ts';
import { condense } from './condense.ts';

const AT = SAMPLE_AT + 7;
const MARK = { state: 'sending', attempt: 1 } as const;
const INSERT: JournalChange = { type: 'intent-insert', intent: intentOf('i1') };
const ASIDE: JournalChange = { type: 'outbox-insert', message: messageOf('e1') };

function update(version: number, patch: IntentPatch, id = 'i1'): JournalChange {
  return { type: 'intent-update', id, version, patch };
}
const seen = (changes: readonly JournalChange[]) =>
  condense(changes, AT).map(({ change, index, count }) => [change, index, count]);

test('an intent that is planned and marked is inserted as it is then', () => {
  const intent = intentOf('i1', { ...MARK, detail: 'x', version: 3, updatedAt: AT });
  expect(seen([ASIDE, INSERT, update(1, MARK), update(2, { detail: 'x' })])).toEqual([
    [ASIDE, 0, 1],
    [{ type: 'intent-insert', intent }, 1, 3],
  ]);
});

test('what an update adds without moving the state goes with the one before, under its version', () => {
  const first = update(4, { state: 'filled', filledQuantity: '0.01' });
  expect(seen([first, ASIDE, update(5, { averagePrice: '60000' }), update(6, { detail: 'x' })])).toEqual([
    [update(4, { state: 'filled', filledQuantity: '0.01', averagePrice: '60000', detail: 'x' }), 0, 3],
    [ASIDE, 1, 1],
  ]);
});

test.each([
  ['moves the state', [update(4, { detail: 'x' }), update(5, { state: 'filled' })]],
  ['counts an attempt', [update(4, { detail: 'x' }), update(5, { attempt: 2 })]],
  ['names another version', [update(4, { detail: 'x' }), update(6, { detail: 'y' })]],
  ['is of another intent', [update(4, { detail: 'x' }), update(5, { detail: 'y' }, 'i2')]],
  ['may not follow an insert', [INSERT, update(1, { state: 'sending' })]],
  ['puts a ledger row of another version', [put(3), put(3)]],
  ['puts a ledger row of another account', [put(3), put(4, 'scalps')]],
])('what %s stays a statement of its own, to be judged by the database', (_, changes) => {
  expect(seen(changes)).toEqual(changes.map((change, index) => [change, index, 1]));
});

test('of rows that are put again and again the last is put, under the first’s version', () => {
  const stream = (version: number, lastPosition: string): JournalChange => ({
    type: 'stream-put',
    version,
    row: streamOf({ lastPosition }),
  });
  expect(seen([put(0), stream(3, '1'), put(1), stream(4, '2'), put(2)])).toEqual([
    [{ ...put(2), version: 0 }, 0, 3],
    [{ ...stream(4, '2'), version: 3 }, 1, 2],
  ]);
});

function put(version: number, brokerId = 'paper'): Extract<JournalChange, { type: 'ledger-put' }> {
  return { type: 'ledger-put', version, row: ledgerOf({ brokerId, owned: `${version}` }) };
}
