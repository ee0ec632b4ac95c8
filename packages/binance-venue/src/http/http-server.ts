import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';

type Door = (request: IncomingMessage, response: ServerResponse) => void;

const KEEP_ALIVE_MS = 120_000;

export interface HttpServer {
  readonly server: Server;
  readonly port: number;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Listens; `/__control/…` goes to the control door, everything else to the exchange. */
export async function openHttpServer(
  { host, port }: { readonly host: string; readonly port: number },
  { rest, control }: { readonly rest: Door; readonly control: Door },
): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (request, response) => {
    response.sendDate = false;
    const door = request.url?.startsWith('/__control/') === true ? control : rest;
    door(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    server,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `127.0.0.1:8080`, `[::1]:8080` */
export function toAuthority(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
