import type { Clock } from '@perpdesk/broker-core';
import { type AgentOptions, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectedAgent {
  readonly agent: HttpAgent;
  /** Drops every connection, also those that are being made. */
  destroy(): void;
}

export interface ConnectedAgentOptions {
  readonly isSecure: boolean;
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
}

/** Sockets that wait for a request longer than this are closed by us, before the exchange may do it. */
const IDLE_MS = 30_000;

/**
 * A keep-alive agent that hands a connection to its request only when it stands, TLS included. So a request without a
 * socket has sent nothing, and one with a socket may have sent all.
 */
export function createConnectedAgent({ isSecure, clock, connectTimeoutMs }: ConnectedAgentOptions): ConnectedAgent {
  const options: AgentOptions = { keepAlive: true, scheduling: 'lifo', timeout: IDLE_MS };
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  const connecting = new Set<Socket>();

  agent.createConnection = (request: ClientRequestArgs, done?: (error: Error | null, stream: Duplex) => void) => {
    const socket = connect(request);
    if (!(socket instanceof Socket)) return socket;
    connecting.add(socket);
    socket.setNoDelay(true);
    const settle = (error: Error | null) => {
      cancelTimer();
      connecting.delete(socket);
      socket.off('error', settle);
      done?.(error, socket);
    };
    const cancelTimer = clock.schedule(connectTimeoutMs, () => {
      socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }));
    });
    socket.once(isSecure ? 'secureConnect' : 'connect', () => settle(null));
    socket.once('error', settle);
    return undefined;
  };
  return {
    agent,
    destroy() {
      for (const socket of connecting) socket.destroy(Object.assign(new Error('closed'), { code: 'ECONNABORTED' }));
      agent.destroy();
    },
  };
}
