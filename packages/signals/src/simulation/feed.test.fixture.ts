import type { BrokerEvent, Clock } from '@perpdesk/broker-core';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';

/** The stream of an account's news: in order, but late, now and then lost or told twice, and out for a while. */
export interface Feed {
  /** `isSure`: it is lost only with all others, in an outage. */
  tell(event: BrokerEvent, isSure?: boolean): void;
  listen(listener: (event: BrokerEvent) => void): () => void;
  /** Loses everything for so long, then says so. */
  fail(ms: number): void;
  /** News on its way. */
  readonly pending: number;
}

export interface FeedOptions {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly profile: () => Profile;
  /** The time of the desk's machine. */
  readonly deskNow: () => number;
  /** The exchange's time. */
  readonly venueNow: () => number;
}

export function createFeed({ clock, dice, profile, deskNow, venueNow }: FeedOptions): Feed {
  const listeners = new Set<(event: BrokerEvent) => void>();
  let lastAt = 0;
  let pending = 0;
  let failsUntil = 0;
  const deliver = (event: BrokerEvent, atLeastMs: number): void => {
    const { wayMs } = profile();
    lastAt = Math.max(lastAt, clock.now() + atLeastMs + (wayMs === 0 ? 0 : dice.below(wayMs)));
    pending += 1;
    clock.schedule(lastAt - clock.now(), () => {
      pending -= 1;
      for (const listener of listeners) listener({ ...event, receivedAt: deskNow() });
    });
  };
  return {
    get pending() {
      return pending;
    },
    tell(event, isSure = false) {
      const { lost, repeated } = profile().events;
      if (clock.now() < failsUntil || (dice.chance(lost) && !isSure)) return;
      deliver(event, 0);
      if (event.type === 'fill-received' && dice.chance(repeated)) deliver(event, dice.below(3_000));
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fail(ms) {
      if (clock.now() < failsUntil) return;
      failsUntil = clock.now() + ms;
      const fromAt = venueNow();
      clock.schedule(ms, () => {
        const now = venueNow();
        deliver({ type: 'stream-gap', venueAt: now, receivedAt: clock.now(), fromAt, reason: 'simulated' }, 0);
      });
    },
  };
}
