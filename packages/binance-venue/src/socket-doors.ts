import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Exchange } from './exchange/exchange.ts';
import { type AccountFeedOptions, createAccountFeed } from './stream/account-feed.ts';
import { openMarketStream } from './stream/market-stream.ts';
import { openPrivateStream, readPrivateQuery } from './stream/private-stream.ts';
import { openWsApi } from './ws-api/open-ws-api.ts';

/** The server's WebSocket upgrades: streams and WS-API. */
export interface SocketDoors {
  /** Cuts the connections of the account streams. */
  cutStreams(): void;
  /** Cuts all sockets. */
  close(): void;
}

const MAX_FRAME_BYTES = 64 * 1024;
const PING_MS = 3 * 60_000;
const WS_API_PATH = '/ws-fapi/v1';

/** What a connection to this path hears; `null` where there is no such place. */
function doorOf(
  exchange: Exchange,
  feed: ReturnType<typeof createAccountFeed>,
  url: URL,
): ((socket: WebSocket) => void) | null {
  const { pathname, searchParams } = url;
  if (pathname === WS_API_PATH) return (socket) => openWsApi(exchange, socket);
  const [, root = '', mode = '', ...rest] = pathname.split('/');
  const isCombined = mode === 'stream';
  if (root === 'private' && (mode === 'ws' || isCombined)) {
    const query = readPrivateQuery(searchParams, isCombined);
    const listenKeys = rest.length > 0 ? [...query.listenKeys, ...rest] : query.listenKeys;
    return (socket) => openPrivateStream(exchange, feed, socket, { ...query, listenKeys });
  }
  if ((root === 'public' || root === 'market') && (mode === 'ws' || isCombined)) {
    const streams = [...(searchParams.get('streams')?.split('/') ?? []), ...rest].filter((stream) => stream !== '');
    return (socket) => openMarketStream(exchange, socket, { streams, isCombined });
  }
  // since 2026-04-23 the un-routed paths connect and stay silent
  return root === 'ws' || root === 'stream' ? () => {} : null;
}

/** Takes over the server's upgrades. */
export function openSocketDoors(server: Server, exchange: Exchange, options: AccountFeedOptions): SocketDoors {
  const feed = createAccountFeed(exchange, options);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const isRefused = ({ url = '/' }: IncomingMessage) => {
    const place = { transport: 'stream', method: 'GET', path: 'connect', account: '' } as const;
    return url.startsWith('/private/') && exchange.faults.takeForEvent(place).some(({ kind }) => kind === 'close');
  };
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const door = doorOf(exchange, feed, new URL(request.url ?? '/', 'http://loopback'));
    if (door === null) return refuse(duplex);
    if (isRefused(request)) return void duplex.destroy();
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      socket.on('error', () => socket.terminate());
      let cancel = () => {};
      const ping = () => {
        cancel = exchange.clock.schedule(PING_MS, () => {
          socket.ping();
          ping();
        });
      };
      ping();
      socket.on('close', () => cancel());
      door(socket);
    });
  });
  return {
    cutStreams: () => feed.cutAll(),
    close() {
      feed.close();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(duplex: Duplex): void {
  duplex.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
}
