import type { Clock, Logger } from '@perpdesk/broker-core';
import { createWeightLimiter, type WeightLimiter } from './http/weight-limiter.ts';

/** What all accounts of this process that ask the same REST host share. */
export interface SharedHost {
  readonly weights: WeightLimiter;
  /** Changes when the last account has let go: what was kept for it goes with it. */
  readonly users: object;
  /** Lets go; once is enough. */
  release(): void;
}

interface Entry {
  readonly weights: WeightLimiter;
  users: object;
  count: number;
}

/** By clock, so that tests with clocks of their own share nothing with others. */
const hosts = new WeakMap<Clock, Map<string, Entry>>();

/**
 * Takes part in what the accounts of a host share. Limits outlive their last account: a ban stands whether or not
 * somebody is connected.
 */
export function shareHost(
  restBase: string,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): SharedHost {
  const byBase = hosts.get(clock) ?? new Map<string, Entry>();
  hosts.set(clock, byBase);
  const { host, origin } = new URL(restBase);
  const entry = byBase.get(origin) ?? {
    weights: createWeightLimiter({ clock, logger, host }),
    users: {},
    count: 0,
  };
  byBase.set(origin, entry);
  entry.count += 1;
  let isReleased = false;
  return {
    weights: entry.weights,
    users: entry.users,
    release() {
      if (isReleased) return;
      isReleased = true;
      entry.count -= 1;
      if (entry.count === 0) entry.users = {};
    },
  };
}

/** A place for one thing of a kind per host, made by the first account that asks, gone with the last. */
export interface HostSlot<T> {
  of(host: Pick<SharedHost, 'users'>, create: () => T): T;
}

export function createHostSlot<T>(): HostSlot<T> {
  const kept = new WeakMap<object, { readonly value: T }>();
  return {
    of({ users }, create) {
      const known = kept.get(users) ?? { value: create() };
      kept.set(users, known);
      return known.value;
    },
  };
}
