import type { Clock } from '@perpdesk/broker-core';

/** One process: it lives, stands frozen (as a stopped process), or is dead. What is under way outside goes on without it. */
export interface Pulse {
  readonly isDead: boolean;
  readonly isFrozen: boolean;
  /** Resolves when it dies. */
  readonly ended: Promise<null>;
  /** As `kill -9`: nothing of it reaches journal or exchange any more. */
  kill(): void;
  freeze(): void;
  thaw(): void;
  /** Resolves at once while it lives, after the thaw while it is frozen, and never once it is dead. */
  pass(): Promise<void>;
  /** A call of the process to the outside: begins and is answered only while it lives. */
  call<T>(work: () => T | Promise<T>): Promise<T>;
  /** The process's own view of the clock. */
  readonly clock: Clock;
}

export function createPulse(clock: Clock): Pulse {
  let isDead = false;
  let waking: (() => void)[] | null = null;
  let end: (value: null) => void = () => {};
  const ended = new Promise<null>((resolve) => (end = resolve));
  const pulse: Pulse = {
    get isDead() {
      return isDead;
    },
    get isFrozen() {
      return waking !== null;
    },
    ended,
    kill() {
      isDead = true;
      end(null);
    },
    freeze() {
      waking ??= [];
    },
    thaw() {
      const waiting = waking ?? [];
      waking = null;
      for (const wake of waiting) wake();
    },
    async pass() {
      if (waking !== null && !isDead) await new Promise<void>((resolve) => waking?.push(resolve));
      if (isDead) await new Promise(() => {});
    },
    async call(work) {
      if (isDead || waking !== null) await pulse.pass();
      try {
        return await work();
      } finally {
        if (isDead || waking !== null) await pulse.pass();
      }
    },
    clock: {
      now: () => clock.now(),
      schedule: (delayMs, callback) =>
        clock.schedule(delayMs, () => {
          if (isDead) return;
          if (waking === null) callback();
          else waking.push(() => !isDead && callback());
        }),
    },
  };
  return pulse;
}
