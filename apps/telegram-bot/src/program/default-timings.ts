import type { OutboxTimings } from '../outbox/outbox-worker.ts';
import type { PollerTimings } from '../receive/poller.ts';

export const OUTBOX_TIMINGS: OutboxTimings = {
  backoffMs: 1000,
  maxBackoffMs: 60_000,
  sweepMs: 15_000,
  cardDelayMs: 3_000,
  refreshMs: 60_000,
  giveUpMs: 24 * 3_600_000,
  staleMs: 10 * 60_000,
  burst: 5,
  restMs: 1_500,
};

export const POLLER_TIMINGS: PollerTimings = {
  pollSeconds: 30,
  backoffMs: 1000,
  maxBackoffMs: 60_000,
  conflictMs: 60_000,
};

/** How long a confirm card stands. */
export const CONFIRM_TTL_MS = 60_000;
/** The program is gone this long after it was asked to stop. */
export const STOP_MS = 10_000;
/** Accounts that are not there by then go on being tried; the rest of the desk does not wait for them. */
export const CONNECT_WAIT_MS = 5_000;
/** For what is in flight when the program is asked to stop. */
export const ENGINE_STOP_MS = 5_000;
/** Alerts are answered 503 at least this long then; what the engine takes to stop counts. */
export const ALERTS_GRACE_MS = 700;
/** For commands that run then. */
export const COMMANDS_STOP_MS = 2_000;
/** An event loop that has not turned for so long does not turn any more. */
export const STANDSTILL_MS = 30_000;
