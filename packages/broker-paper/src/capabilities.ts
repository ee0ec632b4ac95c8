import type { Capability } from '@perpdesk/broker-core';

export const PAPER_CAPABILITIES: ReadonlySet<Capability> = new Set<Capability>([
  'market',
  'limit',
  'stop-market',
  'take-profit-market',
  'post-only',
  'good-till-date',
  'reduce-only',
  'close-position',
  'trigger-by-last',
  'trigger-by-mark',
  'hedge-mode',
  'one-way-mode',
  'isolated-margin',
  'cross-margin',
  'amend',
  'batch',
  'income-history',
]);
