import type { Random } from '../random.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { VenueAccount } from './venue-account.ts';

export type ListenKeyEnd = 'expired' | 'closed';

/** The keys of the user data streams: one an account, 60 minutes from its last renewal. */
export interface ListenKeys {
  /** The account's live key, renewed, or a new one. */
  start(account: VenueAccount): string;
  /** The renewed key; `null` where the account has none. */
  renew(account: VenueAccount): string | null;
  /** Whether there was one. */
  end(account: VenueAccount): boolean;
  /** `null` for a key that is unknown or over. */
  accountOf(listenKey: string): VenueAccount | null;
  /** The account's key is over at once, as if its 60 minutes had passed. */
  expire(account: VenueAccount): void;
  expireAll(): void;
  /** Told when a key is over; the returned function ends it. */
  watch(listener: (listenKey: string, account: VenueAccount, end: ListenKeyEnd) => void): () => void;
  close(): void;
}

const LIFE_MS = 60 * 60_000;
const LENGTH = 64;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

interface LiveKey {
  readonly text: string;
  readonly account: VenueAccount;
  cancel: () => void;
}

export function createListenKeys(clock: VenueClock, random: Random): ListenKeys {
  const keys = new Map<VenueAccount, LiveKey>();
  const byText = new Map<string, LiveKey>();
  const listeners = new Set<(listenKey: string, account: VenueAccount, end: ListenKeyEnd) => void>();

  const drop = (key: LiveKey, end: ListenKeyEnd) => {
    key.cancel();
    keys.delete(key.account);
    byText.delete(key.text);
    for (const listener of listeners) listener(key.text, key.account, end);
  };
  const extend = (key: LiveKey) => {
    key.cancel();
    key.cancel = clock.schedule(LIFE_MS, () => drop(key, 'expired'));
    return key.text;
  };
  return {
    start(account) {
      const live = keys.get(account);
      if (live !== undefined) return extend(live);
      const key: LiveKey = { text: drawText(random), account, cancel: () => {} };
      keys.set(account, key);
      byText.set(key.text, key);
      return extend(key);
    },
    renew(account) {
      const live = keys.get(account);
      return live === undefined ? null : extend(live);
    },
    end(account) {
      const live = keys.get(account);
      if (live !== undefined) drop(live, 'closed');
      return live !== undefined;
    },
    accountOf: (listenKey) => byText.get(listenKey)?.account ?? null,
    expire(account) {
      const live = keys.get(account);
      if (live !== undefined) drop(live, 'expired');
    },
    expireAll() {
      for (const key of keys.values()) drop(key, 'expired');
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const key of keys.values()) key.cancel();
      listeners.clear();
    },
  };
}

function drawText(random: Random): string {
  return Array.from({ length: LENGTH }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length))).join('');
}
