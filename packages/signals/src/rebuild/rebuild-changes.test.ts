import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { LedgerRow, StreamRow } from '@perpdesk/journal/port';
import { streamCode } from '../book/stream-code.ts';
import { rebuildChanges } from './rebuild-changes.ts';
import type { RebuiltSide } from './rebuild-side.ts';

const STREAM = 'trend/a/BTCUSDT';
const CODE = streamCode(STREAM);

const sideOf = (overrides: Partial<RebuiltSide> = {}): RebuiltSide => ({
  symbol: 'BTCUSDT',
  positionSide: 'net',
  held: decimal('-0.5'),
  others: decimal('0'),
  proof: 'proven',
  parts: [{ streamCode: CODE, owned: decimal('-0.5'), sequence: 7, targets: [] }],
  ...overrides,
});
const ledgerOf = (overrides: Partial<LedgerRow> = {}): LedgerRow => ({
  brokerId: 'one',
  stream: STREAM,
  symbol: 'BTCUSDT',
  positionSide: 'net',
  owned: '-0.5',
  unit: '0.1',
  state: 'in',
  protect: null,
  entries: null,
  version: 4,
  ...overrides,
});
const streamOf = (sequence: number): StreamRow => ({
  stream: STREAM,
  lastPosition: '-5',
  lastFiredAt: 1,
  sequence,
  code: CODE,
  version: 3,
});
const changes = (side: RebuiltSide, ledger: readonly LedgerRow[] = [], streams: readonly StreamRow[] = []) =>
  rebuildChanges({ brokerId: 'one', sides: [side], streams, ledger, unheard: [], names: [STREAM] });

describe('what recover writes', () => {
  test('into a new journal: the part, and a stream on its side, whose count goes on', () => {
    expect(changes(sideOf())).toEqual([
      {
        type: 'ledger-put',
        version: 0,
        row: expect.objectContaining({ brokerId: 'one', stream: STREAM, owned: '-0.5', unit: null, state: 'in' }),
      },
      {
        type: 'stream-put',
        version: 0,
        row: { stream: STREAM, code: CODE, lastPosition: '-1', lastFiredAt: null, sequence: 7 },
      },
    ]);
  });

  test('nothing where the journal says so, too: its unit stays', () => {
    expect(changes(sideOf(), [ledgerOf()], [streamOf(7)])).toEqual([]);
  });

  test('into an older copy: what was owned since, and a count that repeats no id', () => {
    expect(changes(sideOf(), [ledgerOf({ owned: '-0.2' })], [streamOf(5)])).toMatchObject([
      { type: 'ledger-put', version: 4, row: { owned: '-0.5', unit: null } },
      { type: 'stream-put', version: 3, row: { lastPosition: '-5', sequence: 7 } },
    ]);
  });

  test('out of the ledger goes what the exchange shows flat', () => {
    expect(changes(sideOf({ symbol: 'ETHUSDT', parts: [] }), [ledgerOf()])).toMatchObject([
      { type: 'ledger-put', version: 4, row: { owned: '0', state: 'sitting-out' } },
    ]);
    expect(changes(sideOf({ symbol: 'ETHUSDT', parts: [] }), [ledgerOf({ brokerId: 'two' })])).toEqual([]);
  });

  test.each(['opened-before', 'taken-by-others', 'read-two-ways'] as const)(
    'of a side that is %s, nothing',
    (proof) => {
      expect(changes(sideOf({ proof }), [ledgerOf({ owned: '-0.2' })])).toEqual([]);
    },
  );
});
