import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { classifyStep } from './classify-step.ts';
import { transitionOf } from './transition.ts';

const FIRED_AT = 1_000_000;

interface Row {
  readonly step: readonly [string | null, string];
  readonly stream: readonly [string, number | null] | null;
  readonly firedAt?: number | null;
  readonly hint?: string;
}

function classify({ step: [previous, next], stream, firedAt = FIRED_AT, hint }: Row) {
  const from = decimal(previous ?? hint ?? '0');
  const result = classifyStep(
    {
      previous: previous === null ? null : decimal(previous),
      next: decimal(next),
      firedAt,
      transition: transitionOf(from, decimal(next)),
    },
    stream === null ? null : { lastPosition: decimal(stream[0]), lastFiredAt: stream[1] },
  );
  return `${result.type} from ${result.previous.toFixed()}`;
}

const before = FIRED_AT - 1;
const after = FIRED_AT + 1;

test.each<[Row, string]>([
  // a chain
  [{ step: ['0', '1'], stream: ['0', before] }, 'fits from 0'],
  [{ step: ['1', '0'], stream: ['1', before] }, 'fits from 1'],
  [{ step: ['1', '-1'], stream: ['1', null] }, 'fits from 1'],
  [{ step: ['0.3', '0'], stream: ['0.30000000000000004', before] }, 'fits from 0.3'],
  [{ step: ['1', '1'], stream: ['1', before] }, 'nothing from 1'],
  [{ step: ['0', '0'], stream: ['0', before] }, 'nothing from 0'],
  // it may be the older half of a round trip whose newer half was applied
  [{ step: ['1', '2'], stream: ['1', after] }, 'fits-late from 1'],
  // one is missing
  [{ step: ['2', '1'], stream: ['3', before] }, 'gap from 2'],
  [{ step: ['2', '1'], stream: ['3', before], firedAt: null }, 'gap from 2'],
  [{ step: ['2', '1'], stream: ['3', null] }, 'gap from 2'],
  [{ step: ['0', '0'], stream: ['1', before] }, 'gap from 0'],
  [{ step: ['0', '1'], stream: ['1', before] }, 'gap from 0'],
  // it came too late
  [{ step: ['3', '2'], stream: ['0', after] }, 'superseded from 3'],
  // of one second nobody can say which came first: the window and what was applied decide
  [{ step: ['0', '1'], stream: ['1', FIRED_AT] }, 'gap from 0'],
  // first sight
  [{ step: ['0', '1'], stream: null }, 'fits from 0'],
  [{ step: ['0', '0'], stream: null }, 'nothing from 0'],
  [{ step: ['1', '2'], stream: null }, 'first-sight from 1'],
  [{ step: ['2', '1'], stream: null }, 'first-sight from 2'],
  [{ step: ['2', '0'], stream: null }, 'first-sight from 2'],
  [{ step: ['2', '2'], stream: null }, 'first-sight from 2'],
  [{ step: ['2', '-2'], stream: null }, 'fits from 2'],
  // a target: the stream says where it begins
  [{ step: [null, '2'], stream: ['1', before] }, 'fits from 1'],
  [{ step: [null, '0'], stream: ['1', before] }, 'fits from 1'],
  [{ step: [null, '1'], stream: ['1', before] }, 'nothing from 1'],
  [{ step: [null, '2'], stream: ['1', after] }, 'superseded from 1'],
  [{ step: [null, '2'], stream: ['1', after], firedAt: null }, 'fits from 1'],
  [{ step: [null, '2'], stream: null }, 'fits from 0'],
  [{ step: [null, '2'], stream: null, hint: '1' }, 'first-sight from 0'],
  [{ step: [null, '2'], stream: null, hint: '-1' }, 'fits from 0'],
  [{ step: [null, '0'], stream: null, hint: '1' }, 'first-sight from 0'],
  [{ step: [null, '0'], stream: null }, 'nothing from 0'],
])('%j is %s', (row, expected) => expect(classify(row)).toBe(expected));
