import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut at will. */
export interface CuttingProxy {
  /** The server's address, with the proxy's in its place. */
  readonly url: string;
  /** The next COMMIT reaches the server; its answer does not come back, and the line is dead; with `all`, every line is. */
  cutAfterCommit(which?: 'all'): void;
  /** The next COMMIT does not reach the server, and the line is dead. */
  cutBeforeCommit(): void;
  /** Nothing comes through any more, and nobody says so. */
  fallSilent(): void;
  /** New lines are possible again. */
  open(): void;
  close(): Promise<void>;
}

const COMMIT = /commit\0/i;

export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isOpen = true;
  let isSilent = false;
  let plan: 'none' | 'before' | 'after' | 'after-all' = 'none';
  const server = createServer((client) => {
    if (!isOpen) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    let isDeaf = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (isSilent) return;
      const isCommit = COMMIT.test(chunk.toString('latin1'));
      if (!isCommit || plan === 'none') {
        upstream.write(chunk);
        return;
      }
      if (plan === 'after-all') isOpen = false;
      if (plan === 'before') client.destroy();
      else {
        isDeaf = true;
        upstream.write(chunk);
      }
      plan = 'none';
    });
    upstream.on('data', (chunk) => {
      if (!isOpen) for (const socket of sockets) socket.destroy();
      else if (isDeaf) client.destroy();
      else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: url.replace(`:${target.port}/`, `:${port}/`),
    cutAfterCommit(which) {
      plan = which === 'all' ? 'after-all' : 'after';
    },
    cutBeforeCommit() {
      plan = 'before';
    },
    fallSilent() {
      isSilent = true;
    },
    open() {
      isOpen = true;
      isSilent = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
