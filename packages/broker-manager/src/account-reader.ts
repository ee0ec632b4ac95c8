import {
  type Broker,
  type BrokerError,
  type BrokerEvent,
  type Clock,
  type Fill,
  type Logger,
  roundQuantityDown,
} from '@perpdesk/broker-core';
import { readAccountSnapshot, readMovingParts } from './account-snapshot.ts';
import type { AccountState } from './account-state.ts';
import { createClockOffset } from './clock-offset.ts';
import type { StatusKeeper } from './connection-status.ts';
import { readAgain } from './read-again.ts';
import { createReconciler } from './reconciler.ts';
import { withTimeLimit } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

/** Reads an account into its state, each read within its time. */
export interface AccountReader {
  /** All of it. @throws {BrokerError} of the first read that fails. */
  readAll(abortSignal: AbortSignal): Promise<void>;
  /** What moves without our doing, beside the events, and the instruments. Never rejects. */
  readAgain(abortSignal: AbortSignal): Promise<void>;
  /** No event tells that their rules are others. @throws {BrokerError} of the read; those that are known stay then. */
  readInstruments(abortSignal: AbortSignal): Promise<void>;
  /** How far the exchange's clock is from ours. Never rejects. */
  checkClock(abortSignal: AbortSignal): Promise<void>;
  /** The same where what is known is wrong; once for all who ask meanwhile. Never rejects. */
  measureClock(abortSignal: AbortSignal): Promise<void>;
  /** An event that was taken into account. */
  note(event: BrokerEvent): void;
  /** A fill off the step that is known has the instruments read. */
  noteStep(event: BrokerEvent, abortSignal: AbortSignal): void;
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
  const clockOffset = createClockOffset(broker, clock, (clockOffsetMs) => status.set({ clockOffsetMs }));
  let measuring: Promise<void> | null = null;
  let readingForFill: Promise<void> | null = null;

  const askTime = (abortSignal: AbortSignal, ask: (limited: AbortSignal) => Promise<number>): Promise<void> =>
    withTimeLimit(clock, 'Reading the clock', timeoutMs, abortSignal, ask).then(
      () => undefined,
      () => undefined,
    );
  const reconciler = createReconciler({
    clock,
    read: (signal) =>
      withTimeLimit(clock, what, timeoutMs, signal, (limited) => readMovingParts(broker, clockOffset, limited)),
    adopt(parts, since) {
      state.loadMoving(parts);
      for (const event of since) state.apply(event);
      status.set({ lastHeardAt: clock.now() });
      options.onHealth();
    },
    onFailure(error) {
      const failure = toBrokerError(error, what);
      logger.warn('Account could not be read again', { brokerId: broker.id, code: failure.code });
      if (failure.code === 'not-authorized') options.onRefused(failure);
    },
  });
  const readInstruments = (abortSignal: AbortSignal) =>
    withTimeLimit(clock, 'Reading the instruments', timeoutMs, abortSignal, async (limited) => {
      const listed = await readAgain(() => broker.getInstruments({ abortSignal: limited }));
      limited.throwIfAborted();
      state.loadInstruments(listed);
    });
  /** The account is read whatever becomes of them. */
  const tryInstruments = (abortSignal: AbortSignal) =>
    readInstruments(abortSignal).catch((error: unknown) => {
      if (abortSignal.aborted) return;
      const { code } = toBrokerError(error, what);
      logger.warn('Instruments could not be read again', { brokerId: broker.id, code });
    });
  const isOffStep = ({ symbol, quantity }: Fill): boolean => {
    const instrument = state.instrument(symbol);
    return instrument !== null && !roundQuantityDown(quantity, instrument).eq(quantity);
  };
  return {
    readAll: (abortSignal) =>
      withTimeLimit(clock, what, timeoutMs, abortSignal, async (limited) => {
        const snapshot = await readAccountSnapshot(broker, options.symbols(), clockOffset, limited);
        limited.throwIfAborted();
        reconciler.overtake();
        state.load(snapshot);
        const at = clock.now();
        status.set({ lastHeardAt: at, streamHeardAt: at, streamHeardVenueAt: snapshot.asOf });
      }),
    checkClock: (abortSignal) => askTime(abortSignal, clockOffset.measure),
    measureClock(abortSignal) {
      measuring ??= askTime(abortSignal, clockOffset.measureAnew).finally(() => {
        measuring = null;
      });
      return measuring;
    },
    async readAgain(abortSignal) {
      await Promise.all([reconciler.reconcile(abortSignal), tryInstruments(abortSignal)]);
    },
    readInstruments,
    note: (event) => reconciler.note(event),
    noteStep(event, abortSignal) {
      if (event.type !== 'fill-received' || !isOffStep(event.fill)) return;
      readingForFill ??= tryInstruments(abortSignal).finally(() => {
        readingForFill = null;
      });
    },
  };
}
