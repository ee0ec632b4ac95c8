import type {
  Account,
  BrokerId,
  Environment,
  Instrument,
  MarginType,
  Order,
  Position,
  PositionMode,
  PositionSide,
} from '@perpdesk/broker-core';
import type { BrokerLimits } from './broker-limits.ts';
import type { Failure } from './connection-status.ts';

export interface BrokerHealth {
  readonly brokerId: BrokerId;
  readonly venue: string;
  readonly environment: Environment;
  readonly isConnected: boolean;
  /** Connected, snapshot read, stream running. */
  readonly isReady: boolean;
  /** When the last event or read of the account came, Unix ms; `null` before the first. */
  readonly lastHeardAt: number | null;
  /** Since the stream's last event, or the snapshot that it began with, ms: an account where nothing happens is silent. */
  readonly streamAgeMs: number | null;
  /** The exchange's clock minus ours, ms; `null` before it was measured. */
  readonly clockOffsetMs: number | null;
  /** `null` where the adapter does not tell them. */
  readonly limits: BrokerLimits | null;
  /** One sentence; `null` while all is well. */
  readonly lastError: string | null;
  /** The last one there was, also when all is well again. */
  readonly lastFailure: Failure | null;
}

/**
 * One account's state in memory, fed by its stream and repaired by snapshots. Reads cost nothing and never throw; a broker
 * that is not ready shows what was last known.
 */
export interface AccountView {
  readonly brokerId: BrokerId;
  readonly environment: Environment;
  readonly isReady: boolean;
  readonly positionMode: PositionMode;
  /** `null` before the first snapshot. */
  readonly account: Account | null;
  readonly positions: readonly Position[];
  /** `null` when flat. */
  position(symbol: string, positionSide: PositionSide): Position | null;
  readonly openOrders: readonly Order[];
  readonly instruments: readonly Instrument[];
  /** `null` where the account has none of the name. */
  instrument(symbol: string): Instrument | null;
  /** `null` where it was not read. */
  leverage(symbol: string): number | null;
  /** `null` where it was not read. */
  marginType(symbol: string): MarginType | null;
  /** The exchange's time now (Unix ms) by the measured offset. */
  venueNow(): number;
  /** How the account is now. */
  health(): BrokerHealth;
}
