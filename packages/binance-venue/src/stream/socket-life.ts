import type { Clock } from '@perpdesk/broker-core';
import type { WebSocket } from 'ws';

export interface SocketLifeOptions {
  /** Between two pings of the exchange; default three minutes. */
  readonly pingEveryMs?: number;
  /** Without a pong of the client for so long the connection is cut; default ten minutes. */
  readonly pongWithinMs?: number;
  /** After which the exchange ends a connection; default 24 hours. */
  readonly lifeMs?: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Pings a connection, cuts it where nothing comes back, ends it at the end of its life. */
export function keepSocket(clock: Clock, socket: WebSocket, options: SocketLifeOptions): void {
  const { pingEveryMs = 3 * MINUTE_MS, pongWithinMs = 10 * MINUTE_MS, lifeMs = DAY_MS } = options;
  let cancelPing = () => {};
  const ping = () => {
    cancelPing = clock.schedule(pingEveryMs, () => {
      // a connection that a fault has silenced says nothing at all
      if (!socket.isPaused) socket.ping(String(clock.now()));
      ping();
    });
  };
  let cancelPong = () => {};
  const awaitPong = () => {
    cancelPong();
    cancelPong = clock.schedule(pongWithinMs, () => socket.terminate());
  };
  const cancelLife = clock.schedule(lifeMs, () => socket.close(1001));
  ping();
  awaitPong();
  socket.on('pong', awaitPong);
  // ws closes the connection itself, with the code that fits
  socket.on('error', () => {});
  socket.on('close', () => {
    cancelPing();
    cancelPong();
    cancelLife();
  });
}
