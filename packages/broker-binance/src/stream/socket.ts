import type { Clock, Logger } from '@perpdesk/broker-core';

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
  /** Default 30 000. */
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
