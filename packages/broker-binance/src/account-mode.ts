import { BrokerError, type Clock, type Logger, type PositionMode } from '@perpdesk/broker-core';
import { unsupportedMode } from './map/account.ts';
import type { WireAccountConfig } from './wire/account-config.ts';

/**
 * What an account is, as far as its writes have to know. The stream tells of multi-assets mode alone: a position mode that
 * is changed elsewhere shows in refusals and in positions.
 */
export interface AccountMode {
  readonly positionMode: PositionMode;
  /** A sentence: why this adapter does not model the account. No entries then; exits stay possible. `null`: it does. */
  readonly unsupported: string | null;
  /** To be called before the exchange is asked: what it gives takes the answer in, unless something newer was learned meanwhile. */
  beginReading(): (config: WireAccountConfig) => void;
  notePositionMode(positionMode: PositionMode): void;
  noteMultiAssets(isMultiAssets: boolean): void;
  /** Something contradicts what is known: reads it anew in the background, at most every few seconds. */
  doubt(): void;
}

export interface AccountModeOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asks the exchange, and has its answer taken. */
  readonly read: () => Promise<unknown>;
}

const DOUBT_MS = 2_000;

export function createAccountMode({ clock, logger, read }: AccountModeOptions): AccountMode {
  let config: WireAccountConfig = { canTrade: true, dualSidePosition: false, multiAssetsMargin: false };
  let changes = 0;
  let doubtedAt = Number.NEGATIVE_INFINITY;

  const set = (next: WireAccountConfig) => {
    changes += 1;
    const before = unsupportedMode(config);
    const reason = unsupportedMode(next);
    config = next;
    if (reason !== null && reason !== before) logger.warn('The account takes no entries here', { reason });
  };

  return {
    get positionMode() {
      return config.dualSidePosition ? 'hedge' : 'one-way';
    },
    get unsupported() {
      return unsupportedMode(config);
    },
    beginReading() {
      const seen = changes;
      return (found) => {
        if (changes === seen) set(found);
      };
    },
    notePositionMode: (positionMode) => set({ ...config, dualSidePosition: positionMode === 'hedge' }),
    noteMultiAssets: (multiAssetsMargin) => set({ ...config, multiAssetsMargin }),
    doubt() {
      const sinceMs = clock.now() - doubtedAt;
      if (sinceMs >= 0 && sinceMs < DOUBT_MS) return;
      doubtedAt = clock.now();
      read().catch((error: unknown) => {
        const code = BrokerError.is(error) ? error.code : 'unknown';
        logger.warn('The account’s mode could not be read again', { code });
      });
    },
  };
}
