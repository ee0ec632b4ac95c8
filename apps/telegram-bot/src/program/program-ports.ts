import type { BrokerFactory, Clock, Logger } from '@perpdesk/broker-core';
import type { PriceFeed } from '@perpdesk/broker-paper';
import type { EngineTimings, ProbePoint, RandomSource } from '@perpdesk/signals';
import type { OutboxTimings } from '../outbox/outbox-worker.ts';
import type { PerpdeskConfig } from '@perpdesk/broker-config';
import type { ConfigSource } from '../reload/config-watch.ts';
import type { PollerTimings } from '../receive/poller.ts';
import type { StallMeter } from './stall-watch.ts';

/** All that the program takes from the machine. `main.ts` gives the real ones, tests give theirs. */
export interface ProgramPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Bytes that nobody can guess. */
  readonly random: RandomSource;
  /** In [0, 1); spreads waits. */
  readonly jitter: () => number;
  /** Without it stalls of the process are not reported. */
  readonly createStallMeter?: () => StallMeter;
}

/** What starts of the desk differ in. */
export interface ProgramOptions {
  /** Ports that are in use are passed over for the next free one, and the chat page may take any. */
  readonly isEmbedded?: boolean;
  /** Of the chat page; default 8081, or the next free one. */
  readonly loopbackPort?: number;
  /** Where the configuration is read anew when it changes; left out: it is not. */
  readonly configSource?: ConfigSource;
  /** Between two looks at the configuration's files, ms; default 1000. */
  readonly configLookMs?: number;
  /** Called with a changed configuration that has no fault, before anything else knows of it. */
  readonly onConfig?: (config: PerpdeskConfig) => void;
  readonly probe?: (point: ProbePoint) => void;
  readonly engineTimings?: Partial<EngineTimings>;
  readonly outboxTimings?: Partial<OutboxTimings>;
  readonly pollerTimings?: Partial<PollerTimings>;
  /** Kept on the journal's disk for exits; default 0. */
  readonly ballastBytes?: number;
  /** A journal in a file works in a thread of its own; default false. */
  readonly journalInThread?: boolean;
  /** The process is killed once its event loop has stood still for so long, ms; left out: never. */
  readonly standstillMs?: number;
  /** Another desk drives the accounts of this journal now: the process has to end. */
  readonly onTakenOver?: () => void;
  /** How long alerts are answered 503 before the door closes; default 700. */
  readonly alertsGraceMs?: number;
  /** Prices of a paper account; default: its own random walk. */
  readonly feedFor?: (brokerId: string) => PriceFeed;
  /** Kinds of broker in place of the program's own. */
  readonly factories?: Readonly<Record<string, BrokerFactory>>;
  /** How long a paper account has an order before it matches it; default 0. */
  readonly paperLatencyMs?: number;
}
