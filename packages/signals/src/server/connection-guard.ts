import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const MAX_UNPROVEN = 1_024;
const MAX_PROVEN = 1_024;

/** Keeps room for those who have shown a route's token: of all others, the oldest connection goes when one too many comes. */
export interface ConnectionGuard {
  /** It has shown a token that is right. */
  prove(socket: Socket): void;
  /** A request has arrived in full and is to be answered before its connection may be cut. */
  begin(socket: Socket): void;
  end(socket: Socket): void;
  /** Cuts every connection without such a request. */
  cutIdle(): void;
}

export function guardConnections(server: Server, maxUnproven = MAX_UNPROVEN): ConnectionGuard {
  const unproven = new Set<Socket>();
  const proven = new Set<Socket>();
  const running = new Map<Socket, number>();
  server.on('connection', (socket) => {
    const [oldest] = unproven;
    if (unproven.size >= maxUnproven) oldest?.destroy();
    unproven.add(socket);
    socket.once('close', () => {
      unproven.delete(socket);
      proven.delete(socket);
      running.delete(socket);
    });
  });
  return {
    prove(socket) {
      if (proven.size < MAX_PROVEN && unproven.delete(socket)) proven.add(socket);
    },
    begin: (socket) => void running.set(socket, (running.get(socket) ?? 0) + 1),
    end(socket) {
      const left = (running.get(socket) ?? 1) - 1;
      if (left > 0) running.set(socket, left);
      else running.delete(socket);
    },
    cutIdle() {
      for (const socket of [...unproven, ...proven]) if (!running.has(socket)) socket.destroy();
    },
  };
}
