import { BrokerError } from './broker-error.ts';
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
/** Makes a broker that is not connected yet. */
export type BrokerFactory = (options: BrokerFactoryOptions) => Broker;

/** Kinds of broker by name: `paper`, `binance`, … */
export interface BrokerRegistry {
  /** @throws {BrokerError} `invalid-request` if the name is taken. */
  registerBroker(name: string, factory: BrokerFactory): void;
  /** A broker that is not connected yet. @throws {BrokerError} `invalid-request` naming the kinds that exist. */
  createBroker(name: string, options: BrokerFactoryOptions): Broker;
  /** In the order of registration. */
  readonly names: readonly string[];
}

/** A registry without kinds. */
export function createBrokerRegistry(): BrokerRegistry {
  const factories = new Map<string, BrokerFactory>();
  const refuse = (operation: string, message: string) => new BrokerError('invalid-request', { operation, message });
  return {
    registerBroker(name, factory) {
      if (factories.has(name)) throw refuse('registerBroker', `A broker named ${JSON.stringify(name)} is registered.`);
      factories.set(name, factory);
    },
    createBroker(name, options) {
      const factory = factories.get(name);
      if (factory) return factory(options);
      const known = factories.size > 0 ? [...factories.keys()].join(', ') : 'none is registered';
      throw refuse('createBroker', `There is no broker named ${JSON.stringify(name)}. Known: ${known}.`);
    },
    get names() {
      return [...factories.keys()];
    },
  };
}
