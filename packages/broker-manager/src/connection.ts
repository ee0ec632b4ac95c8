import { BrokerError, type Broker, type BrokerEvent } from '@perpdesk/broker-core';
import { createAccountReader } from './account-reader.ts';
import { createAccountState } from './account-state.ts';
import type { AccountView } from './account-view.ts';
import type { BrokerSettings, ConnectReport } from './broker-manager.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { createStatusKeeper } from './connection-status.ts';
import { createConnectionView } from './connection-view.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { repeatEvery } from './repeat-every.ts';
import { createSerialQueue, type SerialQueue } from './serial-queue.ts';
import { createSettingsKeeper } from './settings-keeper.ts';
import { untilAborted, withTimeLimit } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

/** One account: keeps it connected, its state in memory, and hands on its events in order. */
export interface Connection {
  readonly broker: Broker;
  readonly view: AccountView;
  /** What the account is to be set to was asked of it; what it refused is not asked again. */
  readonly isSettled: boolean;
  /** Connects, or joins the attempt under way, or says again how it went. Never rejects; a failure is tried again later. */
  connect(): Promise<ConnectReport>;
  /** @throws {BrokerError} `not-connected`, or what the read failed with. */
  refresh(): Promise<void>;
  /** See `BrokerManager.measureClock`. Never rejects. */
  measureClock(): Promise<void>;
  /** The instruments alone. @throws {BrokerError} as `refresh`. */
  refreshInstruments(): Promise<void>;
  /** Sets the account, and reads it anew; what is not set by that is set with the next connect. Never rejects. */
  configure(settings: BrokerSettings): Promise<ConnectReport>;
  /** Ends its stream and its looks for good; what was asked of the broker goes on until it is closed. */
  silence(): void;
  close(): Promise<void>;
}

/** One try to be connected, and the stream that came of it; aborted when it is over. */
interface Session {
  readonly controller: AbortController;
  readonly queue: SerialQueue;
}

const MAX_WAITING_EVENTS = 10_000;

export function createConnection(options: ConnectionOptions): Connection {
  const { broker, clock, logger, reconnect, emit } = options;
  const state = createAccountState(options.settings.positionMode ?? 'one-way');
  const settings = createSettingsKeeper(options);
  let session: Session | null = null;
  let connecting: Promise<ConnectReport> | null = null;
  let cancelTimer = () => {};
  const status = createStatusKeeper(() => options.onHealth());
  let isClosed = false;
  let failures = 0;
  let readyAt: number | null = null;
  // exchange's time from which events may have been missed; null while none are
  let missedFromAt: number | null = null;

  const view = createConnectionView(broker, state, status.read, clock);
  const report = (error: BrokerError | null): ConnectReport => ({
    brokerId: broker.id,
    ok: error === null,
    error,
    settings: settings.reports,
  });

  const fail = (over: Session, error: BrokerError) => {
    over.controller.abort(error);
    if (session !== over) return;
    session = null;
    missedFromAt ??= Math.min(status.read().streamHeardVenueAt ?? Infinity, view.venueNow());
    status.fail(error, clock.now());
    // one that falls over as soon as it stands is not hurried
    if (readyAt !== null && clock.now() - readyAt >= reconnect.maxDelayMs) failures = 0;
    readyAt = null;
    failures += 1;
    if (isClosed) return;
    const delayMs = reconnectDelayMs(failures, reconnect, options.random);
    logger.warn('Broker connection failed', { brokerId: broker.id, code: error.code, detail: error.message, delayMs });
    cancelTimer();
    cancelTimer = clock.schedule(delayMs, () => void connect());
  };

  const inTime = <T>(name: string, abortSignal: AbortSignal, operation: (abortSignal: AbortSignal) => Promise<T>) =>
    withTimeLimit(clock, name, reconnect.timeoutMs, abortSignal, operation);

  const reader = createAccountReader({
    broker,
    state,
    status,
    symbols: () => settings.symbols,
    clock,
    logger,
    timeoutMs: reconnect.timeoutMs,
    onHealth: () => options.onHealth(),
    onRefused: (error) => void (session !== null && fail(session, error)),
  });

  const becomeReady = (current: Session) => {
    if (current.controller.signal.aborted) return;
    readyAt ??= clock.now();
    missedFromAt = null;
    status.set({ isReady: true, lastError: null });
  };

  const handleEvent = (current: Session, event: BrokerEvent): void | Promise<void> => {
    const { signal } = current.controller;
    if (signal.aborted) return;
    const at = clock.now();
    status.set({ lastHeardAt: at, streamHeardAt: at, streamHeardVenueAt: event.venueAt });
    if (event.type !== 'stream-gap') {
      state.apply(event);
      reader.note(event);
      const heard = emit(event);
      reader.noteStep(event, signal);
      return heard;
    }
    missedFromAt = event.fromAt;
    const lastError = `The stream has a gap (${event.reason}); reading the account anew.`;
    status.set({ isReady: false, lastError });
    return reader.readAll(signal).then(
      () => (becomeReady(current), emit(event)),
      (error: unknown) => fail(current, toBrokerError(error, 'Reading the account')),
    );
  };

  const watch = async (current: Session) => {
    const { signal } = current.controller;
    try {
      for await (const event of broker.watchAccount({ abortSignal: signal })) {
        if (signal.aborted) return;
        if (current.queue.length >= MAX_WAITING_EVENTS) {
          throw new BrokerError('overloaded', { operation: 'watchAccount', message: 'Too many events are waiting.' });
        }
        current.queue.push(() => handleEvent(current, event));
      }
      throw new BrokerError('network', { operation: 'watchAccount', message: 'The account stream ended.' });
    } catch (error) {
      fail(current, toBrokerError(error, 'watchAccount'));
    }
  };

  const establish = async (current: Session) => {
    const { signal } = current.controller;
    await inTime('Connecting', signal, async (limited) => {
      await broker.connect({ abortSignal: limited });
      await options.admit?.(broker, limited);
      await settings.apply(limited);
    });
    void watch(current);
    await new Promise<void>((resolve, reject) => {
      current.queue.push(() =>
        reader.readAll(signal).then(() => {
          const fromAt = missedFromAt;
          becomeReady(current);
          if (fromAt !== null) {
            const times = { venueAt: view.venueNow(), receivedAt: clock.now(), fromAt };
            emit({ type: 'stream-gap', ...times, reason: 'reconnected' });
          }
          resolve();
        }, reject),
      );
    });
    repeatEvery(clock, options.clockCheckMs, signal, () => reader.checkClock(signal));
    repeatEvery(clock, options.reconcileMs, signal, () => reader.readAgain(signal));
  };

  const connect = (): Promise<ConnectReport> => {
    if (isClosed) return Promise.resolve(report(closedError()));
    if (connecting !== null) return connecting;
    if (session !== null) return Promise.resolve(report(null));
    cancelTimer();
    const current: Session = {
      controller: new AbortController(),
      queue: createSerialQueue((error) => fail(current, toBrokerError(error, 'watchAccount'))),
    };
    session = current;
    connecting = untilAborted(establish(current), current.controller.signal)
      .then(
        () => report(null),
        (error: unknown) => {
          const failure = toBrokerError(error, 'Connecting');
          fail(current, failure);
          return report(failure);
        },
      )
      .finally(() => {
        connecting = null;
      });
    return connecting;
  };

  const closedError = () =>
    new BrokerError('not-connected', { operation: 'connect', message: `Broker ${broker.id} is closed.` });

  const standing = (operation: string): Session => {
    if (session !== null && connecting === null) return session;
    throw new BrokerError('not-connected', { operation, message: `Broker ${broker.id} is not connected.` });
  };

  /** In its turn among the events. */
  const inSession = async (operation: string, work: (abortSignal: AbortSignal) => Promise<void>): Promise<void> => {
    const current = standing(operation);
    await new Promise<void>((resolve, reject) => {
      const fails = (error: unknown) => reject(toBrokerError(error, operation));
      current.queue.push(() => work(current.controller.signal).then(resolve, fails));
    });
  };

  const silence = () => {
    isClosed = true;
    cancelTimer();
    if (session !== null) fail(session, closedError());
  };

  return {
    broker,
    view,
    get isSettled() {
      return settings.isSettled;
    },
    connect,
    refresh: () => inSession('refresh', reader.readAll),
    measureClock: async () => (session === null ? undefined : reader.measureClock(session.controller.signal)),
    refreshInstruments: async () => reader.readInstruments(standing('refreshInstruments').controller.signal),
    async configure(next) {
      settings.change(next);
      try {
        await inTime('Setting the account', new AbortController().signal, (signal) => settings.apply(signal));
        await inSession('configure', reader.readAll);
        return report(null);
      } catch (error) {
        return report(toBrokerError(error, 'configure'));
      }
    },
    silence,
    async close() {
      silence();
      status.set({ isReady: false });
      await inTime('Closing', new AbortController().signal, () => broker.close());
    },
  };
}
