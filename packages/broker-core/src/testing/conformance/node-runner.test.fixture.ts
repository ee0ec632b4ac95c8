import { test } from 'node:test';
import { CAPABILITIES } from '../../capabilities.ts';
import { conformance } from './conformance.ts';
import { createFakeBench } from './fake-bench.test.fixture.ts';
import { CONFORMANCE_CASES } from './groups.ts';
import { FAULT_DOORS } from './need.ts';

const cases = CONFORMANCE_CASES.filter(({ id }) => id === 'ERR-01' || id === 'UNK-01' || id === 'GAP-01');

conformance(test, cases, async () => createFakeBench(), [...CAPABILITIES, ...FAULT_DOORS]);
