import { type Clock, type Logger, BrokerError } from '@perpdesk/broker-core';
import { backOffMs } from './back-off.ts';
import { connectSocket, type SocketConnection } from './socket-connection.ts';

export interface SocketOptions {
  /** For logs; never the URL. */
  readonly name: string;
  /** Asked before each connection. May hold a key: it is never logged. */
  readonly url: () => Promise<string>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Default 5000. */
  readonly handshakeTimeoutMs?: number;
  /** Default 10 000. */
  readonly pingEveryMs?: number;
  /** Without any frame or pong for so long the connection is dropped. Default 15 000. */
  readonly silentAfterMs?: number;
  /** Before the first attempt to reconnect; doubles, with jitter. Default 500. */
  readonly minDelayMs?: number;
  /** Default 10 000: thirty connections in five minutes, of the 300 that Binance allows an address. */
  readonly maxDelayMs?: number;
  onOpen(): void;
  onText(text: string): void;
  /** Once per lost connection. */
  onDown(reason: string): void;
}

/** A socket that comes back. */
export interface LiveSocket {
  readonly isOpen: boolean;
  /** Unix ms; `null` while down. */
  readonly openedAt: number | null;
  /** Unix ms of the last frame or pong of this connection; `null` while down. */
  readonly lastTrafficAt: number | null;
  start(): void;
  /** `false`: nothing was handed over. */
  send(text: string): boolean;
  /** Drops the connection and makes a new one. */
  restart(reason: string): void;
  /** Resolves once the connection is gone; no timer is left. */
  close(): Promise<void>;
}

/** A connection that stood for so long was a good one: the next attempt follows soon. */
const GOOD_AFTER_MS = 10_000;

export function createSocket(options: SocketOptions): LiveSocket {
  const { name, clock, logger, random } = options;
  const { handshakeTimeoutMs = 5_000, pingEveryMs = 10_000, silentAfterMs = 15_000 } = options;
  const { minDelayMs: firstMs = 500, maxDelayMs: maxMs = 10_000 } = options;
  let connection: SocketConnection | null = null;
  let failures = 0;
  let state: 'new' | 'started' | 'closed' = 'new';
  let cancelRetry = () => {};

  const guard = (handler: () => void) => {
    try {
      handler();
    } catch (error) {
      logger.error('Socket handler failed', { name, error: nameOf(error) });
    }
  };
  const retryLater = (reason: string, quietMs = 0) => {
    if (state !== 'started') return;
    failures += 1;
    const retryInMs = Math.max(quietMs, backOffMs(failures, { firstMs, maxMs }, random));
    logger.warn('Socket is down', { name, reason, retryInMs });
    cancelRetry = clock.schedule(retryInMs, () => void connect());
  };
  const onOpen = () => {
    logger.info('Socket is up', { name });
    guard(() => options.onOpen());
  };
  const onText = (text: string) => guard(() => options.onText(text));
  const onEnd = (reason: string, stoodMs: number | null, quietMs: number) => {
    connection = null;
    if (stoodMs !== null && stoodMs >= GOOD_AFTER_MS) failures = 0;
    if (stoodMs !== null) guard(() => options.onDown(reason));
    retryLater(reason, quietMs);
  };
  const connect = async () => {
    try {
      const url = await options.url();
      if (state !== 'started') return;
      const times = { clock, handshakeTimeoutMs, pingEveryMs, silentAfterMs };
      connection = connectSocket({ url, ...times, onOpen, onText, onEnd });
    } catch (error) {
      retryLater(`no address: ${nameOf(error)}`);
    }
  };

  return {
    get isOpen() {
      return connection?.isOpen === true;
    },
    get openedAt() {
      return connection?.openedAt ?? null;
    },
    get lastTrafficAt() {
      return connection?.lastTrafficAt ?? null;
    },
    start() {
      if (state !== 'new') return;
      state = 'started';
      void connect();
    },
    send: (text) => connection?.send(text) === true,
    restart: (reason) => connection?.drop(reason),
    async close() {
      state = 'closed';
      cancelRetry();
      const closing = connection;
      connection = null;
      await closing?.close();
    },
  };
}

/** Messages may quote an address or a payload. */
function nameOf(error: unknown): string {
  if (BrokerError.is(error)) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
