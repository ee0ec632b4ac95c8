import { test } from '@jest/globals';
import { conformance, CONFORMANCE_CASES, MARKET_DOORS } from '@perpdesk/broker-core/testing';
import { PAPER_CAPABILITIES } from './capabilities.ts';
import { createPaperBench } from './conformance.test.fixture.ts';

conformance(test, CONFORMANCE_CASES, () => createPaperBench(), [
  ...PAPER_CAPABILITIES,
  'fills',
  'two-symbols',
  ...MARKET_DOORS,
]);
