import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Logger } from '@perpdesk/broker-core';
import type { AlertAnswer, AlertInput, EngineStatus } from '../engine.ts';
import { createAlertServer } from './create-alert-server.ts';
import type { AlertServer, AlertServerOptions } from './server-options.ts';

export const TOKEN = 'token-of-the-trend-route-4711';
export const OLD_TOKEN = 'token-before-the-rotation-0815';
export const SWING_TOKEN = 'another-token';
export const NOW = 1_795_330_803_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const ROUTES = [
  { id: 'trend', tokenHashes: [sha256(TOKEN), sha256(OLD_TOKEN)] },
  { id: 'swing', tokenHashes: [sha256(SWING_TOKEN)] },
];
export const ACCEPTED: AlertAnswer = { status: 200, signalId: 's1', result: 'accepted', code: null, detail: null };
export const STATUS: EngineStatus = {
  paused: false,
  pausedBy: [],
  panicBlocked: false,
  unwritable: null,
  halted: [],
  isStopping: false,
  unknown: 0,
  needsOperator: 0,
  held: 0,
  signalsToday: 0,
};

export interface ServerBench {
  readonly url: string;
  readonly port: number;
  readonly server: AlertServer;
  /** What the engine was given. */
  readonly inputs: readonly AlertInput[];
  /** Every line of the log. */
  readonly lines: readonly (readonly unknown[])[];
  /** Moves the server's clock. */
  pass(ms: number): void;
  post(path: string, init?: RequestInit): Promise<Response>;
}

export interface BenchOptions extends Partial<AlertServerOptions> {
  readonly answer?: () => Promise<AlertAnswer>;
}

const open: AlertServer[] = [];

/** For `afterEach`. */
export async function closeServers(): Promise<void> {
  for (const server of open.splice(0)) await server.close();
}

/** A real server on loopback; its engine takes everything, unless told otherwise. */
export async function startServer({ answer, ...options }: BenchOptions = {}): Promise<ServerBench> {
  const inputs: AlertInput[] = [];
  const lines: (readonly unknown[])[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  let now = NOW;
  const server = createAlertServer({
    routes: ROUTES,
    clock: { now: () => now, schedule: () => () => {} },
    logger,
    engine: {
      status: () => STATUS,
      acceptAlert: async (input) => {
        inputs.push(input);
        return answer?.() ?? ACCEPTED;
      },
    },
    ...options,
  });
  open.push(server);
  const { url } = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    port: Number(new URL(url).port),
    server,
    inputs,
    lines,
    pass: (ms) => void (now += ms),
    post: (path, init = {}) => fetch(`${url}${path}`, { method: 'POST', body: '{}', ...init }),
  };
}

export interface RawConnection {
  readonly socket: Socket;
  /** All that came, once the other side has hung up. */
  readonly ended: Promise<string>;
  said(): string;
}

/** A bare connection that says what it is told to. */
export function dial(port: number, text = ''): RawConnection {
  const socket = connect({ host: '127.0.0.1', port });
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(said)));
  if (text !== '') socket.write(text, 'latin1');
  return { socket, ended, said: () => said };
}

/** A whole request as bytes on the line. */
export function rawPost(token: string, body: string, headers: readonly string[] = []): string {
  const head = [
    `POST /hooks/${token} HTTP/1.1`,
    'host: desk',
    `content-length: ${Buffer.byteLength(body)}`,
    ...headers,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

export async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 1_000; look += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come about.');
}
