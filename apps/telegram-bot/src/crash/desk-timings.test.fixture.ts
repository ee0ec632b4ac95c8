import type { ProgramOptions } from '../program/program-ports.ts';

/** `quick`: what is in doubt is settled in a second or two; `default`: the program's own times. */
export type DeskTimings = 'quick' | 'default';

/** In place of the program's own. */
export const QUICK_TIMINGS = {
  engineTimings: {
    entryValidityMs: 800,
    stopValidityMs: 800,
    absenceMarginMs: 250,
    lookGapMs: 80,
    tickMs: 200,
    pollMs: 500,
    readMs: 1_500,
    startMs: 2_000,
    watchdogMs: 1_000,
    nakedLimitMs: 4_000,
    fillTellMs: 800,
    panicMs: 12_000,
  },
  outboxTimings: { backoffMs: 20, maxBackoffMs: 200 },
  pollerTimings: { pollSeconds: 2, backoffMs: 50, conflictMs: 100 },
} as const satisfies ProgramOptions;

/** An order at a venue goes over sockets, on a machine that does much else. */
export const VENUE_VALIDITIES = { entryValidityMs: 1_200, stopValidityMs: 1_200 } as const;

/** A desk’s lease on PostgreSQL: what is left of it before it is renewed is longer than an order is valid. */
export const QUICK_LEASE_MS = 5_000;
