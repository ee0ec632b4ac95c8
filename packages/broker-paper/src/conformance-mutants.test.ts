import { expect, test } from 'vitest';
import { CONFORMANCE_CASES, runCase } from '@perpdesk/broker-core/testing';
import { createPaperBench } from './conformance.test.fixture.ts';
import { READING_MUTATIONS } from './mutants-of-reading.test.fixture.ts';
import { WRITING_MUTATIONS } from './mutants-of-writing.test.fixture.ts';
import { mutate } from './mutants.test.fixture.ts';

const offered = new Set(
  CONFORMANCE_CASES.filter(({ needs }) => !needs.some((need) => /^(fault|refusal|stream):/.test(need))).map(
    ({ id }) => id,
  ),
);

const MUTATIONS = [...WRITING_MUTATIONS, ...READING_MUTATIONS];

test.each(MUTATIONS)('a broker that %s is found out', async (_deed, mutation, ids) => {
  for (const id of ids.split(' ')) {
    const one = CONFORMANCE_CASES.find((candidate) => candidate.id === id);
    if (one === undefined) throw new Error(`There is no case ${id}.`);
    const outcome = await runCase(one, await createPaperBench(mutate(mutation))).then(
      () => 'passed',
      () => 'failed',
    );
    expect(`${id} ${outcome}`).toBe(`${id} failed`);
  }
});

test('every case finds one of them out', () => {
  const named = new Set(MUTATIONS.flatMap(([, , ids]) => ids.split(' ')));
  expect([...offered].filter((id) => !named.has(id))).toEqual([]);
});
