import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { RebuiltSide } from '@perpdesk/signals';
import { type SideContext, sideLines } from './side-lines.ts';

const STREAM = 'trend/a/BTCUSDT';
const STREAMS: SideContext['streams'] = [
  { stream: STREAM, code: 'abc', lastPosition: '1', lastFiredAt: 1, sequence: 4, version: 1 },
];

function linesOf(overrides: Partial<RebuiltSide>): readonly string[] {
  const part = { streamCode: 'abc', owned: decimal('0.01'), sequence: 4 };
  const targets = [{ quantity: decimal('0.01'), isFilled: true }];
  const side: RebuiltSide = {
    symbol: 'BTCUSDT',
    positionSide: 'net',
    held: decimal('0.01'),
    others: decimal('0'),
    proof: 'proven',
    parts: [{ ...part, targets }],
    ...overrides,
  };
  const context = { brokerId: 'one', days: 7, streams: STREAMS, ledger: [], names: [] };
  return sideLines(side, context).map(({ level, line }) => `${level} ${line}`);
}

const PART = ['fine one: BTCUSDT holds 0.01', `warning   ${STREAM} owns 0.01; the journal says 0`];
const TARGETS =
  'warning   targets took 0.01 of it, 1 filled: they count as the route’s first; one that went at the market is not known, and comes again';

test('what targets took is told, and what of it nobody can know', () => {
  expect(linesOf({})).toEqual([...PART, TARGETS]);
});

test('parts that can be read in two ways are told as such, and that nothing is written', () => {
  expect(linesOf({ proof: 'read-two-ways' }).at(-1)).toMatch(/^fault .*two ways: nothing is written of this side/);
});
