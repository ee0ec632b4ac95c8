import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

export interface Loopback {
  /** `127.0.0.1:port`. */
  readonly host: string;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server. */
export async function listenHttp(
  handler: Handler,
): Promise<Loopback & { readonly requests: IncomingMessage[]; readonly connections: () => number }> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  return { ...(await listening(server)), requests, connections: () => connections };
}

/** A real TCP server that speaks no HTTP unless the handler does. */
export async function listenTcp(handler: (socket: Socket) => void): Promise<Loopback> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    handler(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: hostOf(server.address()),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A real WebSocket server. */
export async function listenWs(
  onSocket: (socket: WebSocket, request: IncomingMessage) => void,
): Promise<Loopback & { readonly sockets: WebSocket[] }> {
  const sockets: WebSocket[] = [];
  const server = createServer();
  const webSockets = new WebSocketServer({ server });
  webSockets.on('connection', (socket, request) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onSocket(socket, request);
  });
  const { host, close } = await listening(server);
  return {
    host,
    sockets,
    async close() {
      for (const socket of sockets) socket.terminate();
      await close();
    },
  };
}

async function listening(server: Server): Promise<Loopback> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: hostOf(server.address()),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function hostOf(address: AddressInfo | string | null): string {
  return `127.0.0.1:${(address as AddressInfo).port}`;
}

/** An address at which nobody listens. */
export async function deadHost(): Promise<string> {
  const { host, close } = await listenTcp(() => {});
  await close();
  return host;
}

/** Of real time; a test itself has twenty seconds. */
const WAIT_MS = 10_000;

/** Waits in real time until it holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end;) {
    if (holds()) return;
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
  throw new Error('it never held');
}

export function frameText(data: RawData): string {
  return (data as Buffer).toString();
}
