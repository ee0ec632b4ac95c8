import { BrokerError, type Broker, type BrokerId, type Clock } from '@perpdesk/broker-core';
import { withTimeLimit } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

export type ManagedResult<T> =
  | { readonly brokerId: BrokerId; readonly ok: true; readonly value: T }
  | {
      readonly brokerId: BrokerId;
      readonly ok: false;
      readonly error: BrokerError;
      /** It did not answer in time: what was asked of it may have happened, or may still. */
      readonly isTimedOut: boolean;
    };

export interface OnAllOptions {
  /** Only these. Default: all. @throws {BrokerError} `invalid-request` for one that does not exist. */
  readonly ids?: readonly BrokerId[];
  /** How long each of them may take, ms. Default: the manager's `callTimeoutMs`. */
  readonly timeoutMs?: number;
  /** Stops the waiting for all. */
  readonly abortSignal?: AbortSignal;
}

/** What is done with one broker; `abortSignal` ends its waiting when its time is over. */
export type BrokerOperation<T> = (broker: Broker, abortSignal: AbortSignal) => Promise<T>;

export interface OnBrokersOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly abortSignal?: AbortSignal | undefined;
}

/** Runs the operation with each broker, side by side: a result for each, in their order. Never rejects. */
export async function onBrokers<T>(
  brokers: readonly Broker[],
  operation: BrokerOperation<T>,
  { clock, timeoutMs, abortSignal = new AbortController().signal }: OnBrokersOptions,
): Promise<readonly ManagedResult<T>[]> {
  const onOne = async (broker: Broker): Promise<ManagedResult<T>> => {
    const brokerId = broker.id;
    const name = `Account ${brokerId}`;
    try {
      const value = await withTimeLimit(clock, name, timeoutMs, abortSignal, (limited) => operation(broker, limited));
      return { brokerId, ok: true, value };
    } catch (error) {
      const isStopped = abortSignal.aborted && !BrokerError.is(error);
      const failure = isStopped ? stopped(brokerId) : toBrokerError(error, name);
      return { brokerId, ok: false, error: failure, isTimedOut: failure.code === 'timeout' };
    }
  };
  // what waits may keep nothing else alive, and its caller waits
  const release = clock.hold?.();
  try {
    return await Promise.all(brokers.map(onOne));
  } finally {
    release?.();
  }
}

function stopped(brokerId: BrokerId): BrokerError {
  return new BrokerError('aborted', { operation: 'onAll', message: `Stopped waiting for account ${brokerId}.` });
}
