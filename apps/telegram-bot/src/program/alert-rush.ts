import type { Clock } from '@perpdesk/broker-core';

/** Alerts that come one after another: those that wait to be let in go before the planning of those that are in. */
export interface AlertRush {
  /** For the engine; its turns come when the rush is over, or has been waited for long enough. */
  readonly clock: Clock;
  /** An alert of a route has come in. */
  note(): void;
}

/** So many turns of the event loop without an alert are waited for, where few came. */
const QUIET_TURNS = 3;
/** So many alerts within one wait are a rush. */
const RUSH_ALERTS = 10;
/** So long without an alert a rush is over, ms: less than what lies between the alerts of a steady load. */
const QUIET_MS = 5;
const LOOK_MS = 1;
/** So long is waited for at once, ms: senders give up after three seconds. */
const MAX_WAIT_MS = 2_000;
/** What is planned then has so long before the next wait, ms. */
const REST_MS = 500;

/**
 * The event loop takes one connection a turn, and senders open one for each alert: where a turn plans for milliseconds, a
 * thousand of them wait for seconds. Turns without planning take a fraction of one.
 */
export function createAlertRush(clock: Clock): AlertRush {
  const { turn } = clock;
  if (turn === undefined) return { clock, note: () => {} };
  let waiting: (() => void)[] = [];
  let quietTurns = QUIET_TURNS;
  let alertAt = Number.NEGATIVE_INFINITY;
  let alerts = 0;
  let since = 0;
  let restUntil = Number.NEGATIVE_INFINITY;

  const isRush = (): boolean => alerts >= RUSH_ALERTS;
  const mayWait = (now: number): boolean => {
    if (now < restUntil) return false;
    if (isRush() ? now - alertAt >= QUIET_MS : quietTurns >= QUIET_TURNS) return false;
    if (now - since < MAX_WAIT_MS) return true;
    restUntil = now + REST_MS;
    return false;
  };
  const look = (): void => {
    if (mayWait(clock.now())) {
      quietTurns += 1;
      // in a rush it sleeps until something comes in
      if (isRush()) clock.schedule(LOOK_MS, look);
      else turn.call(clock, look);
      return;
    }
    const due = waiting;
    waiting = [];
    for (const callback of due) callback();
  };
  return {
    clock: {
      ...clock,
      turn(callback) {
        waiting.push(callback);
        if (waiting.length > 1) return;
        alerts = 0;
        since = clock.now();
        turn.call(clock, look);
      },
    },
    note() {
      quietTurns = 0;
      alertAt = clock.now();
      alerts += 1;
    },
  };
}
