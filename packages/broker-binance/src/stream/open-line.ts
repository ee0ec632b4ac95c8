import type { Line, LineHandlers } from './connections.ts';
import { privateStreamUrl } from './private-stream-url.ts';
import { createSocket, type SocketOptions } from './socket.ts';

/** Makes a connection to the account stream under the key of the moment; nothing connects before `start`. */
export type OpenLine = (listenKey: () => Promise<string>, handlers: LineHandlers) => Line;

export type LineOptions = Omit<SocketOptions, 'name' | 'url' | keyof LineHandlers>;

/** @param streamBase E.g. `wss://fstream.binance.com`. */
export function openLineTo(streamBase: string, options: LineOptions): OpenLine {
  return (listenKey, handlers) =>
    createSocket({
      ...options,
      ...handlers,
      name: 'account stream',
      url: async () => privateStreamUrl(streamBase, await listenKey()),
    });
}
