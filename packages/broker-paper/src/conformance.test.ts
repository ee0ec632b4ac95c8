import { test } from 'vitest';
import { conformance, CONFORMANCE_CASES } from '@perpdesk/broker-core/testing';
import { createPaperBench, PAPER_OFFERS } from './conformance.test.fixture.ts';

conformance(test, CONFORMANCE_CASES, () => createPaperBench(), PAPER_OFFERS);
