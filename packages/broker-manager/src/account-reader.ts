import type { Broker, BrokerError, BrokerEvent, Clock, Logger } from '@perpdesk/broker-core';
import { readAccountSnapshot, readMovingParts } from './account-snapshot.ts';
import type { AccountState } from './account-state.ts';
import { measureClockOffset } from './clock-offset.ts';
import type { StatusKeeper } from './connection-status.ts';
import { createReconciler } from './reconciler.ts';
import { withTimeLimit } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

/** Reads an account into its state, each read within its time. */
export interface AccountReader {
  /** All of it. @throws {BrokerError} of the first read that fails. */
  readAll(abortSignal: AbortSignal): Promise<void>;
  /** What moves without our doing, beside the events. Never rejects. */
  readAgain(abortSignal: AbortSignal): Promise<void>;
  /** How far the exchange's clock is from ours. Never rejects. */
  checkClock(abortSignal: AbortSignal): Promise<void>;
  /** An event that was taken into account. */
  note(event: BrokerEvent): void;
}

export interface AccountReaderOptions {
  readonly broker: Broker;
  readonly state: AccountState;
  readonly status: StatusKeeper;
  /** Instruments whose leverage and margin type are read. */
  readonly symbols: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeoutMs: number;
  readonly onHealth: () => void;
  /** The exchange does not take the account's key any more. */
  readonly onRefused: (error: BrokerError) => void;
}

export function createAccountReader(options: AccountReaderOptions): AccountReader {
  const { broker, state, status, clock, logger, timeoutMs } = options;
  const what = 'Reading the account';
  const reconciler = createReconciler({
    clock,
    read: (signal) =>
      withTimeLimit(clock, what, timeoutMs, signal, (limited) => readMovingParts(broker, clock, limited)),
    adopt(parts, since) {
      state.loadMoving(parts);
      for (const event of since) state.apply(event);
      status.set({ clockOffsetMs: parts.clockOffsetMs, lastHeardAt: clock.now() });
      options.onHealth();
    },
    onFailure(error) {
      const failure = toBrokerError(error, what);
      logger.warn('Account could not be read again', { brokerId: broker.id, code: failure.code });
      if (failure.code === 'not-authorized') options.onRefused(failure);
    },
  });
  return {
    readAll: (abortSignal) =>
      withTimeLimit(clock, what, timeoutMs, abortSignal, async (limited) => {
        const snapshot = await readAccountSnapshot(broker, options.symbols(), clock, limited);
        limited.throwIfAborted();
        reconciler.overtake();
        state.load(snapshot);
        const at = clock.now();
        status.set({ clockOffsetMs: snapshot.clockOffsetMs, lastHeardAt: at, streamHeardAt: at });
      }),
    readAgain: (abortSignal) => reconciler.reconcile(abortSignal),
    checkClock: (abortSignal) =>
      withTimeLimit(clock, 'Reading the clock', timeoutMs, abortSignal, async (limited) => {
        const { offsetMs } = await measureClockOffset(broker, clock, limited);
        limited.throwIfAborted();
        status.set({ clockOffsetMs: offsetMs });
      }).catch(() => undefined),
    note: (event) => reconciler.note(event),
  };
}
