import { BrokerError, type Clock, type Logger } from '@perpdesk/broker-core';

/** Binance's three requests about the key, as far as we make them. */
export interface ListenKeyDoor {
  /** A key that is valid for an hour from now: the one that is in use, where there is one. */
  create(): Promise<string>;
  /** Makes the key valid for another hour. Resolves with the key, where Binance says which. */
  keepAlive(): Promise<string | null>;
}

export interface ListenKeyOptions {
  readonly door: ListenKeyDoor;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Default 30 minutes, a tenth more or less. */
  readonly keepAliveEveryMs?: number;
  /** Default 60 minutes. */
  readonly validForMs?: number;
  /** After a renewal that failed. Default 1 minute. */
  readonly retryAfterMs?: number;
  /** The key in use is dead: what listens on it hears nothing more. */
  onLost(reason: string): void;
}

/**
 * The credential of the account stream, kept alive.
 *
 * Closing does not DELETE it: all sessions of an API key share one listen key, so that would deafen every other program
 * of this account. An unused key dies by itself within the hour.
 */
export interface ListenKey {
  /** A valid key. A bearer credential: it goes into an address and nowhere else. */
  obtain(): Promise<string>;
  close(): void;
}

const MINUTE_MS = 60_000;
/** "This listenKey does not exist." */
const NO_SUCH_KEY = -1125;

export function createListenKey(options: ListenKeyOptions): ListenKey {
  const { door, clock, logger, random, onLost } = options;
  const { keepAliveEveryMs = 30 * MINUTE_MS, validForMs = 60 * MINUTE_MS, retryAfterMs = MINUTE_MS } = options;
  let key: string | null = null;
  let validUntilAt = 0;
  let cancel = () => {};
  let isClosed = false;

  const next = (delayMs: number) => {
    cancel();
    if (!isClosed) cancel = clock.schedule(delayMs, () => void renew());
  };
  const isKept = () => {
    validUntilAt = clock.now() + validForMs;
    next(keepAliveEveryMs * (0.9 + random() / 5));
  };
  const lose = (reason: string) => {
    cancel();
    key = null;
    if (!isClosed) onLost(reason);
  };

  const renew = async () => {
    const used = key;
    if (used === null) return;
    try {
      const answered = await door.keepAlive();
      if (key !== used) return;
      if (answered !== null && answered !== used) return lose('the listen key was replaced');
      isKept();
    } catch (error) {
      if (key !== used) return;
      const code = BrokerError.is(error) ? error.code : 'unknown';
      if (BrokerError.is(error) && error.venue?.code === NO_SUCH_KEY) return lose('the listen key was gone');
      if (clock.now() >= validUntilAt) return lose('the listen key could not be renewed in time');
      logger.warn('Listen key could not be renewed', { code, retryAfterMs });
      next(Math.min(retryAfterMs, validUntilAt - clock.now()));
    }
  };

  return {
    async obtain() {
      const created = await door.create();
      const before = key;
      key = created;
      isKept();
      if (before !== null && before !== created) onLost('the listen key was replaced');
      return created;
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}
