import { describe, expect, test } from 'vitest';
import { conformance, CONFORMANCE_GROUPS, runCase, STREAM_DOORS } from '@perpdesk/broker-core/testing';
import { createPaperBench, PAPER_OFFERS } from './conformance.test.fixture.ts';
import { type StreamFlaw, withFaultyStream } from './faulty-stream.test.fixture.ts';

const cases = CONFORMANCE_GROUPS.find(({ prefix }) => prefix === 'GAP')?.cases ?? [];

describe('behind a faulty wire, a stream that mends what it can passes', () => {
  const offered = [...PAPER_OFFERS, ...STREAM_DOORS];
  conformance(test, cases, async () => withFaultyStream(await createPaperBench()), offered);
});

test.each<[StreamFlaw, string]>([
  ['tells no gap', 'GAP-01 GAP-02 GAP-03 GAP-04 GAP-05 GAP-06'],
  ['hides what filled in a gap', 'GAP-01 GAP-02 GAP-05'],
  ['tells all fills again in a gap', 'GAP-03'],
  ['tells duplicates', 'GAP-07'],
  ['tells events in the order of their arrival', 'GAP-08 GAP-09'],
  ['believes in silence', 'GAP-05'],
  ['ends at what it cannot read', 'GAP-10 GAP-11'],
  ['ends when its key expires', 'GAP-06'],
  ['does not write while its stream is down', 'GAP-04'],
])('a stream that %s is found out', async (flaw, ids) => {
  for (const id of ids.split(' ')) {
    const one = cases.find((candidate) => candidate.id === id);
    if (one === undefined) throw new Error(`There is no case ${id}.`);
    const bench = withFaultyStream(await createPaperBench(), flaw);
    const outcome = await runCase(one, bench).then(
      () => 'passed',
      () => 'failed',
    );
    expect(`${id} ${outcome}`).toBe(`${id} failed`);
  }
});
