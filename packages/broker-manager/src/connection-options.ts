import type { Broker, BrokerEvent, Clock, Logger } from '@perpdesk/broker-core';
import type { AddOptions, BrokerSettings } from './broker-manager.ts';
import type { ReconnectOptions } from './reconnect-delay.ts';

export interface ConnectionOptions extends AddOptions {
  readonly broker: Broker;
  readonly settings: BrokerSettings;
  /** Whether the account is known to be set so: then nothing is written to it. */
  readonly isSettled?: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly reconnect: ReconnectOptions;
  readonly clockCheckMs: number;
  readonly reconcileMs: number;
  readonly emit: (event: BrokerEvent) => void;
  /** Its health is another, or was read anew. */
  readonly onHealth: () => void;
}
