import type { Clock } from '@perpdesk/broker-core';
import { type RawData, WebSocket } from 'ws';
import { retryAfterMs } from '../http/retry-after.ts';

export interface SocketConnectionOptions {
  /** May hold a key: it goes nowhere else. */
  readonly url: string;
  readonly clock: Clock;
  readonly handshakeTimeoutMs: number;
  readonly pingEveryMs: number;
  readonly silentAfterMs: number;
  onOpen(): void;
  onText(text: string): void;
  /**
   * Once, unless it was closed from here. `reason` is in words of our own and numbers: what the other side says is not
   * passed on. `stoodMs` is `null` where the handshake was never done. `quietMs`: for so long the exchange asks to be left
   * alone.
   */
  onEnd(reason: string, stoodMs: number | null, quietMs: number): void;
}

/** One connection, from its handshake to its end. */
export interface SocketConnection {
  readonly isOpen: boolean;
  /** Unix ms; `null` while it is not open. */
  readonly openedAt: number | null;
  readonly lastTrafficAt: number | null;
  send(text: string): boolean;
  /** Ends it at once. */
  drop(reason: string): void;
  /** Ends it in good order, without `onEnd`. */
  close(): Promise<void>;
}

const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const CLOSE_WAIT_MS = 500;
/** Too many requests, and a ban for them, where the answer does not say how long. */
const QUIET_MS: Readonly<Record<number, number>> = { 429: 60_000, 418: 120_000 };

/** @throws {TypeError} for an address that is none; its message does not hold it. */
export function connectSocket(options: SocketConnectionOptions): SocketConnection {
  const { clock, handshakeTimeoutMs, pingEveryMs, silentAfterMs, onOpen, onText, onEnd } = options;
  const socket = open(options.url);
  let openedAt: number | null = null;
  let lastTrafficAt: number | null = null;
  let isOver = false;
  let cancelPing = () => {};
  let cancelWatch = clock.schedule(handshakeTimeoutMs, () => end(`no handshake within ${handshakeTimeoutMs} ms`));

  const over = () => {
    isOver = true;
    cancelPing();
    cancelWatch();
    socket.removeAllListeners();
    // it may still fail while it is taken down
    socket.on('error', () => {});
  };
  function end(reason: string, quietMs = 0) {
    if (isOver) return;
    over();
    socket.terminate();
    onEnd(reason, openedAt === null ? null : clock.now() - openedAt, quietMs);
  }
  const heard = () => {
    lastTrafficAt = clock.now();
  };
  const pingLater = () => {
    cancelPing = clock.schedule(pingEveryMs, () => {
      socket.ping();
      pingLater();
    });
  };
  const watchLater = (delayMs: number) => {
    cancelWatch = clock.schedule(delayMs, () => {
      const leftMs = (lastTrafficAt ?? 0) + silentAfterMs - clock.now();
      if (leftMs > silentAfterMs) {
        // the clock was set back
        heard();
        watchLater(silentAfterMs);
      } else if (leftMs > 0) watchLater(leftMs);
      else end(`silent for ${silentAfterMs} ms`);
    });
  };

  socket.on('open', () => {
    cancelWatch();
    openedAt = clock.now();
    heard();
    pingLater();
    watchLater(silentAfterMs);
    onOpen();
  });
  socket.on('message', (data, isBinary) => {
    heard();
    if (!isBinary) onText(textOf(data));
  });
  socket.on('ping', heard);
  socket.on('pong', heard);
  socket.on('unexpected-response', (_, { statusCode = 0, headers }) => {
    const asked = retryAfterMs(headers['retry-after'], clock.now());
    const leastMs = QUIET_MS[statusCode];
    end(`refused with ${statusCode}`, leastMs === undefined ? 0 : (asked ?? leastMs));
  });
  socket.on('error', (error) => end(reasonOf(error)));
  socket.on('close', (code) => end(`closed with ${code}`));

  const isOpen = () => !isOver && socket.readyState === WebSocket.OPEN;
  return {
    get isOpen() {
      return isOpen();
    },
    get openedAt() {
      return isOver ? null : openedAt;
    },
    get lastTrafficAt() {
      return isOver ? null : lastTrafficAt;
    },
    send(text) {
      if (!isOpen()) return false;
      // as bytes that it may not change, it copies head and text into one piece: one write, and not two gathered
      socket.send(Buffer.from(text), { binary: false });
      return true;
    },
    drop: (reason) => end(reason),
    close() {
      if (isOver) return Promise.resolve();
      over();
      return new Promise((resolve) => {
        const cancel = clock.schedule(CLOSE_WAIT_MS, () => socket.terminate());
        socket.once('close', () => {
          cancel();
          resolve();
        });
        if (openedAt === null) socket.terminate();
        else socket.close(1000);
      });
    },
  };
}

function open(url: string): WebSocket {
  const options = { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, followRedirects: false };
  try {
    return new WebSocket(url, options);
  } catch {
    throw new TypeError('no address of a socket');
  }
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8');
}

/** Messages of `ws` may quote the address. */
function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
