import { test } from 'vitest';
import { CAPABILITIES } from '../../capabilities.ts';
import { conformance } from './conformance.ts';
import { createFakeBench } from './fake-bench.test.fixture.ts';
import { CONFORMANCE_GROUPS } from './groups.ts';
import { FAULT_DOORS } from './need.ts';

const ERROR_GROUPS = ['ERR', 'UNK', 'BUS'];
const cases = CONFORMANCE_GROUPS.filter(({ prefix }) => ERROR_GROUPS.includes(prefix)).flatMap((group) => group.cases);

conformance(test, cases, async () => createFakeBench(), [...CAPABILITIES, ...FAULT_DOORS]);
