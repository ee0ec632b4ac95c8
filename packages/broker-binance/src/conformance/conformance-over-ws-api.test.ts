import { test, vi } from 'vitest';
import { CONFORMANCE_CASES, conformance, DOORS } from '@perpdesk/broker-core/testing';
import { BINANCE_CAPABILITIES } from '../capabilities.ts';
import { createVenueBench } from './venue-bench.test.fixture.ts';

vi.setConfig({ testTimeout: 40_000 });

conformance(test, CONFORMANCE_CASES, () => createVenueBench('ws-api'), [...BINANCE_CAPABILITIES, ...DOORS]);
