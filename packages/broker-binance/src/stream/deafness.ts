import type { Clock } from '@perpdesk/broker-core';

/** Notices that a connection which is up does not say what it must. */
export interface Deafness {
  /** @param isHeard Asked after the time to hear is over. */
  expect(isHeard: () => boolean): void;
  close(): void;
}

export interface DeafnessOptions {
  readonly clock: Clock;
  /** How long to wait. */
  readonly afterMs: number;
  /** While nothing is listened to, nothing is held against it. */
  readonly isListening: () => boolean;
  onDeaf(): void;
}

interface Expectation {
  readonly dueAt: number;
  readonly isHeard: () => boolean;
}

/** What falls due within this time is looked at together. */
const TOGETHER_MS = 50;

export function createDeafness({ clock, afterMs, isListening, onDeaf }: DeafnessOptions): Deafness {
  // the oldest first, as they fall due
  let expected: Expectation[] = [];
  let cancel: (() => void) | null = null;

  const add = (isHeard: () => boolean) => void expected.push({ dueAt: clock.now() + afterMs, isHeard });
  const wait = () => {
    const [first] = expected;
    // no longer than that, wherever the clock was set meanwhile
    if (first !== undefined)
      cancel ??= clock.schedule(Math.min(first.dueAt - clock.now(), afterMs) + TOGETHER_MS, look);
  };
  const look = () => {
    cancel = null;
    const now = Math.max(clock.now(), expected[0]?.dueAt ?? 0);
    const later = expected.findIndex(({ dueAt }) => dueAt > now);
    const due = later === -1 ? expected : expected.slice(0, later);
    expected = later === -1 ? [] : expected.slice(later);
    const unheard = due.filter(({ isHeard }) => !isHeard());
    if (unheard.length > 0 && isListening()) {
      expected = [];
      return onDeaf();
    }
    // a snapshot that is under way may be older than what is expected
    for (const { isHeard } of unheard) add(isHeard);
    wait();
  };

  return {
    expect(isHeard) {
      add(isHeard);
      wait();
    },
    close() {
      cancel?.();
      expected = [];
    },
  };
}
