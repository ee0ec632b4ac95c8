import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Exchange } from './exchange/exchange.ts';
import type { AccountFeed } from './stream/account-feed.ts';
import { keepSocket, type SocketLifeOptions } from './stream/socket-life.ts';
import { findStreamDoor, type StreamDoorOptions } from './stream/stream-door.ts';
import { openWsApi } from './ws-api/open-ws-api.ts';

/** The server's WebSocket upgrades: streams and WS-API. */
export interface SocketDoors {
  /** Cuts all sockets. */
  close(): void;
}

export interface SocketDoorsOptions extends StreamDoorOptions {
  readonly life: SocketLifeOptions;
}

const MAX_FRAME_BYTES = 64 * 1024;
const WS_API_PATH = '/ws-fapi/v1';

/** Takes over the server's upgrades. */
export function openSocketDoors(
  server: Server,
  exchange: Exchange,
  feed: AccountFeed,
  options: SocketDoorsOptions,
): SocketDoors {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const isRefused = ({ url = '/' }: IncomingMessage) => {
    const place = { transport: 'stream', method: 'GET', path: 'connect', account: '', clientOrderId: '' } as const;
    return url.startsWith('/private/') && exchange.faults.takeForEvent(place).some(({ kind }) => kind === 'close');
  };
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const door = findDoor(exchange, feed, request.url ?? '/', options);
    if (door === null) return refuse(duplex);
    if (isRefused(request)) return void duplex.destroy();
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      keepSocket(exchange.clock, socket, options.life);
      door(socket);
    });
  });
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** What a connection to this address does; `null` where there is no such place. */
function findDoor(
  exchange: Exchange,
  feed: AccountFeed,
  address: string,
  options: StreamDoorOptions,
): ((socket: WebSocket) => void) | null {
  const url = URL.parse(address, 'http://loopback');
  if (url === null) return null;
  if (url.pathname === WS_API_PATH) return (socket) => openWsApi(exchange, socket);
  return findStreamDoor(exchange, feed, url, options);
}

function refuse(duplex: Duplex): void {
  duplex.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
}
