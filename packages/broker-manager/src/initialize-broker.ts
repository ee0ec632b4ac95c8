import {
  BrokerError,
  silentLogger,
  systemClock,
  type Broker,
  type BrokerFactory,
  type BrokerRegistry,
  type Clock,
  type Logger,
} from '@perpdesk/broker-core';
import type { BrokerManager, BrokerSettings } from './broker-manager.ts';

export interface InitializeBrokerOptions {
  /** The account's name in the manager. Default: `name`. */
  readonly id?: string;
  /** The factory's own options: credentials, endpoints, … */
  readonly settings?: unknown;
  /** What is set on the account when it connects. */
  readonly accountSettings?: BrokerSettings;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  readonly abortSignal?: AbortSignal;
}

/**
 * Creates a broker of the kind `name`, adds it and connects it: settings applied, account read, stream running.
 *
 * `source` is a registry, or one factory, for which `name` is only the account's name. When it cannot be connected, nothing
 * is added.
 *
 * @throws {BrokerError} `invalid-request` for a kind that is not registered; else what connecting failed with.
 * @throws {RangeError} if the id is taken.
 */
export async function initializeBroker(
  manager: BrokerManager,
  source: Pick<BrokerRegistry, 'createBroker'> | BrokerFactory,
  name: string,
  options: InitializeBrokerOptions = {},
): Promise<Broker> {
  const { id = name, settings = {}, accountSettings = {}, clock = systemClock, logger = silentLogger } = options;
  if (manager.ids.includes(id)) throw new RangeError(`There is a broker ${JSON.stringify(id)} already.`);
  const factoryOptions = { id, clock, logger, settings };
  const broker = typeof source === 'function' ? source(factoryOptions) : source.createBroker(name, factoryOptions);
  manager.add(broker, accountSettings);
  const [report] = await manager.connectAll({
    ids: [broker.id],
    ...(options.abortSignal === undefined ? {} : { abortSignal: options.abortSignal }),
  });
  if (report?.ok === true) return broker;
  await manager.remove(broker.id);
  throw (
    report?.error ??
    new BrokerError('not-connected', { operation: 'connect', message: `Broker ${id} could not be connected.` })
  );
}
