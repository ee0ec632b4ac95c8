import type { Line, LineHandlers } from './connections.ts';

/** Makes a connection to the account stream under the key of the moment; nothing connects before `start`. */
export type OpenLine = (listenKey: () => Promise<string>, handlers: LineHandlers) => Line;
