import type { BrokerNames } from './broker-names.ts';

/** Members of the contract that are to be built, by what their results are. */
const READS = [
  'testConnection',
  'getServerTime',
  'getInstruments',
  'getInstrument',
  'getMarkPrice',
  'getAccount',
  'getBalance',
  'getPositions',
  'getPosition',
  'getLeverageBrackets',
  'getLeverage',
  'getMarginType',
  'getPositionMode',
  'getOrder',
  'findOrder',
  'getOpenOrders',
  'getOrderHistory',
  'getFills',
  'getIncome',
] as const;
const WRITES = [
  'setLeverage',
  'setMarginType',
  'setPositionMode',
  'placeOrder',
  'placeOrders',
  'amendOrder',
  'cancelOrder',
  'cancelAllOrders',
  'closePosition',
  'setDeadMansSwitch',
] as const;

/** A broker that keeps the contract's shape and refuses, before anything is sent, what is not built. */
export function brokerSource({ name, title, type, constant }: BrokerNames): string {
  const members = [...READS, ...WRITES].map((member) => `    ${member}: async () => refuse('${member}'),`).join('\n');
  return `import {
  type Broker,
  BrokerError,
  type BrokerId,
  type Clock,
  type Environment,
  type Logger,
  silentLogger,
  systemClock,
} from '@perpdesk/broker-core';
import { ${constant}_CAPABILITIES } from './${name}-capabilities.ts';

export interface ${type}BrokerOptions {
  /** The account's name in the configuration. */
  readonly id: BrokerId;
  readonly environment: Environment;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** One account at ${title}. What is not built throws \`unsupported\` (not-sent). */
export function create${type}Broker(options: ${type}BrokerOptions): Broker {
  const { id, environment, clock = systemClock, logger = silentLogger } = options;
  const capabilities = new Set(${constant}_CAPABILITIES);
  const createdAt = clock.now();

  function refuse(operation: string): never {
    logger.debug('a call that is not built', { id, operation, ageMs: clock.now() - createdAt });
    throw new BrokerError('unsupported', { operation, message: \`${title}: \${operation} is not built.\` });
  }

  const broker: Broker = {
    id,
    venue: '${name}',
    environment,
    capabilities,
    isConnected: false,
    connect: async () => refuse('connect'),
    close: async () => {},
    [Symbol.asyncDispose]: () => broker.close(),
${members}
    watchAccount: () => refuse('watchAccount'),
  };
  return broker;
}
`;
}
