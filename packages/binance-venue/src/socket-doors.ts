import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Exchange } from './exchange/exchange.ts';
import { admitHandshake, refuseUnknown } from './handshake.ts';
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
  /** Handshakes that have not become connections. */
  const waiting = new Set<Duplex>();
  const isCut = (account: string, { url = '/' }: IncomingMessage) => {
    const place = { transport: 'stream', method: 'GET', path: 'connect', account, clientOrderId: '' } as const;
    return url.startsWith('/private/') && exchange.faults.takeForEvent(place).some(({ kind }) => kind === 'close');
  };
  const greet = async (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const url = URL.parse(request.url ?? '/', 'http://loopback');
    const door = url && findDoor(exchange, feed, url, options);
    if (!door) return refuseUnknown(duplex);
    const account = exchange.listenKeys.accountOf(url.searchParams.get('listenKey') ?? '')?.name ?? '';
    if (url.pathname !== WS_API_PATH && isCut(account, request)) return void duplex.destroy();
    const transport = url.pathname === WS_API_PATH ? 'ws-api' : 'stream';
    if (!(await admitHandshake(exchange, duplex, { transport, account }))) return;
    waiting.delete(duplex);
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      keepSocket(exchange.clock, socket, options.life);
      door(socket);
    });
  };
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    waiting.add(duplex);
    duplex.on('close', () => waiting.delete(duplex));
    // a client that goes away takes only its own connection along
    duplex.on('error', () => duplex.destroy());
    void greet(request, duplex, head);
  });
  return {
    close() {
      for (const duplex of waiting) duplex.destroy();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** What a connection to this address does; `null` where there is no such place. */
function findDoor(
  exchange: Exchange,
  feed: AccountFeed,
  url: URL,
  options: StreamDoorOptions,
): ((socket: WebSocket) => void) | null {
  if (url.pathname === WS_API_PATH) return (socket) => openWsApi(exchange, socket);
  return findStreamDoor(exchange, feed, url, options);
}
