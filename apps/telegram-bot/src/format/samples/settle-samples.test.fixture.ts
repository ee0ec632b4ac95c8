import { settleCard } from '../settle-card.ts';
import type { Samples } from './sample.test.fixture.ts';

const entry = {
  id: '0123456789ab-1',
  brokerId: 'main',
  symbol: 'BTCUSDT',
  side: 'buy',
  kind: 'increase',
  quantity: '0.02',
  clientOrderId: 'pp-7k2-3-1-1-0a1b2c3d',
} as const;
const stop = {
  ...entry,
  id: '0123456789ab-2',
  side: 'sell',
  kind: 'stop',
  quantity: null,
  clientOrderId: null,
} as const;
const form = '/settle ID gone';

/** What a person is asked to say. */
export const SETTLE_SAMPLES: Samples = {
  settleCard: {
    none: (speech) => settleCard(speech, [], form),
    one: (speech) => settleCard(speech, [entry], form),
    two: (speech) => settleCard(speech, [entry, stop], form),
  },
};
