import type { BrokerEvent, Clock, EventHub, Logger } from '@perpdesk/broker-core';
import type { AccountMode } from './account-mode.ts';
import type { LimitUse } from './binance-broker.ts';
import type { RestClient } from './http/rest-client.ts';
import type { VenueClock } from './http/venue-clock.ts';
import type { WsApi } from './http/ws-api.ts';
import type { Instruments } from './instruments.ts';
import type { AccountStream } from './stream/account-stream.ts';
import type { OrderTracker } from './stream/order-tracker.ts';

/** One connection's life: everything that reads and writes share. */
export interface Session {
  readonly rest: RestClient;
  /** `null`: always REST. */
  readonly wsApi: WsApi | null;
  /** Where Binance tells of keys; `null` where the environment has no such place. */
  readonly keyHost: RestClient | null;
  readonly venueClock: VenueClock;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly instruments: Instruments;
  readonly tracker: OrderTracker;
  readonly stream: AccountStream;
  readonly hub: EventHub<BrokerEvent>;
  readonly mode: AccountMode;
  /** By instrument, as last heard or read: the stream tells of positions without it. */
  readonly leverages: Map<string, number>;
  readonly recvWindowMs: number;
  limits(): LimitUse;
}

export interface OpenSession {
  readonly session: Session;
  /** Stops streams and timers and lets go of what is shared. */
  close(): Promise<void>;
}
