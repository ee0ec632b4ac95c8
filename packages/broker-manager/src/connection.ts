import { BrokerError, type Broker, type BrokerEvent, type Clock, type Logger } from '@perpdesk/broker-core';
import { readAccountSnapshot, readMovingParts } from './account-snapshot.ts';
import { createAccountState } from './account-state.ts';
import type { AccountView } from './account-view.ts';
import { applySettings, settledSymbols } from './apply-settings.ts';
import type { AddOptions, BrokerSettings, ConnectReport, SettingReport } from './broker-manager.ts';
import { measureClockOffset } from './clock-offset.ts';
import { createConnectionView, type ConnectionStatus } from './connection-view.ts';
import { createReconciler } from './reconciler.ts';
import { reconnectDelayMs, type ReconnectOptions } from './reconnect-delay.ts';
import { repeatEvery } from './repeat-every.ts';
import { createSerialQueue, type SerialQueue } from './serial-queue.ts';
import { untilAborted, withTimeLimit } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

export interface ConnectionOptions extends AddOptions {
  readonly broker: Broker;
  readonly settings: BrokerSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly reconnect: ReconnectOptions;
  readonly clockCheckMs: number;
  readonly reconcileMs: number;
  readonly emit: (event: BrokerEvent) => void;
}

/** One account: keeps it connected, its state in memory, and hands on its events in order. */
export interface Connection {
  readonly broker: Broker;
  readonly view: AccountView;
  /** Connects, or joins the attempt under way, or says again how it went. Never rejects; a failure is tried again later. */
  connect(): Promise<ConnectReport>;
  /** @throws {BrokerError} `not-connected`, or what the read failed with. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** One try to be connected, and the stream that came of it; aborted when it is over. */
interface Session {
  readonly controller: AbortController;
  readonly queue: SerialQueue;
}

const MAX_WAITING_EVENTS = 10_000;

export function createConnection(options: ConnectionOptions): Connection {
  const { broker, settings, clock, logger, reconnect, emit } = options;
  const state = createAccountState(settings.positionMode ?? 'one-way');
  const symbols = settledSymbols(settings);
  let session: Session | null = null;
  let connecting: Promise<ConnectReport> | null = null;
  let settingReports: readonly SettingReport[] | null = null;
  let cancelTimer = () => {};
  const status: ConnectionStatus = { isReady: false, lastHeardAt: null, clockOffsetMs: null, lastError: null };
  let isClosed = false;
  let failures = 0;
  let readyAt: number | null = null;
  let streamHeardAt: number | null = null;
  // exchange's time from which events may have been missed; null while none are
  let missedFromAt: number | null = null;

  const venueNow = () => clock.now() + (status.clockOffsetMs ?? 0);
  const report = (error: BrokerError | null): ConnectReport => ({
    brokerId: broker.id,
    ok: error === null,
    error,
    settings: settingReports ?? [],
  });

  const fail = (over: Session, error: BrokerError) => {
    over.controller.abort(error);
    if (session !== over) return;
    session = null;
    status.isReady = false;
    missedFromAt ??= (streamHeardAt ?? clock.now()) + (status.clockOffsetMs ?? 0);
    status.lastError = error.message;
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

  const readSnapshot = (abortSignal: AbortSignal) =>
    inTime('Reading the account', abortSignal, async (limited) => {
      const snapshot = await readAccountSnapshot(broker, symbols, clock, limited);
      limited.throwIfAborted();
      reconciler.overtake();
      state.load(snapshot);
      status.clockOffsetMs = snapshot.clockOffsetMs;
      status.lastHeardAt = clock.now();
      streamHeardAt = status.lastHeardAt;
    });

  const reconciler = createReconciler({
    clock,
    read: (signal) => inTime('Reading the account', signal, (limited) => readMovingParts(broker, clock, limited)),
    adopt(parts, since) {
      state.loadMoving(parts);
      for (const event of since) state.apply(event);
      status.clockOffsetMs = parts.clockOffsetMs;
      status.lastHeardAt = clock.now();
    },
    onFailure(error) {
      const { code } = toBrokerError(error, 'Reading the account');
      logger.warn('Account could not be read again', { brokerId: broker.id, code });
    },
  });

  const becomeReady = (current: Session) => {
    if (current.controller.signal.aborted) return;
    readyAt ??= clock.now();
    missedFromAt = null;
    status.isReady = true;
    status.lastError = null;
  };

  const handleEvent = (current: Session, event: BrokerEvent): void | Promise<void> => {
    const { signal } = current.controller;
    if (signal.aborted) return;
    status.lastHeardAt = clock.now();
    streamHeardAt = status.lastHeardAt;
    if (event.type !== 'stream-gap') {
      state.apply(event);
      reconciler.note(event);
      return emit(event);
    }
    status.isReady = false;
    missedFromAt = event.fromAt;
    status.lastError = `The stream has a gap (${event.reason}); reading the account anew.`;
    return readSnapshot(signal).then(
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

  const checkClock = (abortSignal: AbortSignal) =>
    inTime('Reading the clock', abortSignal, async (limited) => {
      const { offsetMs } = await measureClockOffset(broker, clock, limited);
      limited.throwIfAborted();
      status.clockOffsetMs = offsetMs;
    }).catch(() => undefined);

  const establish = async (current: Session) => {
    const { signal } = current.controller;
    await inTime('Connecting', signal, async (limited) => {
      await broker.connect({ abortSignal: limited });
      await options.admit?.(broker, limited);
      settingReports ??= await applySettings(broker, settings, limited);
      for (const { setting, detail } of settingReports.filter(({ result }) => result === 'refused')) {
        logger.warn('Setting refused', { brokerId: broker.id, setting, detail });
      }
    });
    void watch(current);
    await new Promise<void>((resolve, reject) => {
      current.queue.push(() =>
        readSnapshot(signal).then(() => {
          const fromAt = missedFromAt;
          becomeReady(current);
          if (fromAt !== null) {
            emit({ type: 'stream-gap', venueAt: venueNow(), receivedAt: clock.now(), fromAt, reason: 'reconnected' });
          }
          resolve();
        }, reject),
      );
    });
    repeatEvery(clock, options.clockCheckMs, signal, () => checkClock(signal));
    repeatEvery(clock, options.reconcileMs, signal, () => reconciler.reconcile(signal));
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

  return {
    broker,
    view: createConnectionView(broker, state, status, venueNow),
    connect,
    refresh() {
      const current = session;
      if (current === null || connecting !== null) {
        const message = `Broker ${broker.id} is not connected.`;
        return Promise.reject(new BrokerError('not-connected', { operation: 'refresh', message }));
      }
      return new Promise((resolve, reject) => {
        current.queue.push(() =>
          readSnapshot(current.controller.signal).then(resolve, (error: unknown) =>
            reject(toBrokerError(error, 'refresh')),
          ),
        );
      });
    },
    async close() {
      isClosed = true;
      status.isReady = false;
      cancelTimer();
      if (session !== null) fail(session, closedError());
      await inTime('Closing', new AbortController().signal, () => broker.close());
    },
  };
}
