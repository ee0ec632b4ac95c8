import type { Logger } from '@perpdesk/broker-core';
import type { FaultStore } from '../faults/fault-store.ts';
import type { Random } from '../random.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { ApiKey } from './api-key.ts';
import type { CallLimits } from './call-limits.ts';
import type { IdSpace } from './id-space.ts';
import type { ListenKeys } from './listen-keys.ts';
import type { Market } from './market.ts';
import type { VenueAccount } from './venue-account.ts';

/** The whole exchange: what REST, WS-API and streams are doors to. */
export interface Exchange {
  readonly clock: VenueClock;
  readonly logger: Logger;
  /** For everything left to chance, in the order of the calls. */
  readonly random: Random;
  readonly ids: IdSpace;
  readonly market: Market;
  readonly accounts: readonly VenueAccount[];
  /** `null` for a key that nobody has. */
  accountByKey(apiKey: string): VenueAccount | null;
  /** `null` for a key that nobody has. */
  keyOf(apiKey: string): ApiKey | null;
  /** Beside the keys that the account has. @throws {RangeError} if somebody has it. */
  addKey(account: VenueAccount, key: ApiKey): void;
  /** Nobody has it any more. */
  revokeKey(apiKey: string): void;
  readonly listenKeys: ListenKeys;
  readonly limits: CallLimits;
  readonly faults: FaultStore;
  /** Between a request's arrival and its matching. */
  readonly latencyMs: number;
}
