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

export function createDeafness({ clock, afterMs, isListening, onDeaf }: DeafnessOptions): Deafness {
  let expected: { readonly dueAt: number; readonly isHeard: () => boolean }[] = [];
  let cancel: (() => void) | null = null;

  const wait = () => {
    const [first] = expected;
    if (first !== undefined) cancel ??= clock.schedule(first.dueAt - clock.now(), look);
  };
  const look = () => {
    cancel = null;
    const now = clock.now();
    const due = expected.filter(({ dueAt }) => dueAt <= now);
    expected = expected.filter(({ dueAt }) => dueAt > now);
    const unheard = due.filter(({ isHeard }) => !isHeard());
    if (unheard.length > 0 && isListening()) {
      expected = [];
      return onDeaf();
    }
    // a snapshot that is under way may be older than what is expected
    expected.push(...unheard.map(({ isHeard }) => ({ dueAt: now + afterMs, isHeard })));
    wait();
  };

  return {
    expect(isHeard) {
      expected.push({ dueAt: clock.now() + afterMs, isHeard });
      wait();
    },
    close() {
      cancel?.();
      expected = [];
    },
  };
}
