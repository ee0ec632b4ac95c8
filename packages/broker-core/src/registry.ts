import type { Broker } from './broker.ts';
import type { Clock } from './clock.ts';
import type { BrokerId } from './ids.ts';
import type { Logger } from './logger.ts';

/** What every factory is handed. `settings` is the factory's own part of the configuration, already checked by it. */
export interface BrokerFactoryOptions {
  readonly id: BrokerId;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: unknown;
}
export type BrokerFactory = (options: BrokerFactoryOptions) => Broker;
