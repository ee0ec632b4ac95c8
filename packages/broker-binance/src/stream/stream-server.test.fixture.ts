import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** A server on loopback that speaks as Binance's account stream, as far as the test tells it to. */
export interface StreamServer {
  readonly url: string;
  /** Path and query of each connection. */
  readonly paths: readonly string[];
  readonly sockets: readonly WebSocket[];
  /** Tells every connection. */
  say(event: object): void;
  close(): Promise<void>;
}

export async function createStreamServer(): Promise<StreamServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const paths: string[] = [];
  const sockets: WebSocket[] = [];
  server.on('connection', (socket, request) => {
    paths.push(request.url ?? '');
    sockets.push(socket);
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    paths,
    sockets,
    say(event) {
      for (const socket of sockets) socket.send(JSON.stringify(event));
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
