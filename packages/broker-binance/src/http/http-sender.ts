import type { Clock } from '@perpdesk/broker-core';
import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createConnectedAgent } from './connected-agent.ts';
import { createSlots } from './slots.ts';
import type { Failure } from './transport-error.ts';

export interface HttpRequest {
  readonly method: string;
  /** With its query; holds a signature. */
  readonly path: string;
  /** Names and values in turn; `Host` is added. */
  readonly headers: readonly string[];
  /** From now to the last byte of the answer, by our clock. */
  readonly timeoutMs: number;
  /** Goes ahead of others that wait for a connection. */
  readonly isUrgent: boolean;
  readonly abortSignal: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type HttpResult = { readonly answer: HttpAnswer } | { readonly answer: null; readonly failure: Failure };

/** Sends one request over connections of its own, and knows whether it may have left. */
export interface HttpSender {
  send(request: HttpRequest): Promise<HttpResult>;
  close(): void;
}

export interface HttpSenderOptions {
  /** `http://…` or `https://…`, without a path. */
  readonly base: string;
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
  readonly maxConnections: number;
  readonly maxBodyBytes: number;
}

export function createHttpSender(options: HttpSenderOptions): HttpSender {
  const { clock, connectTimeoutMs, maxConnections, maxBodyBytes } = options;
  const { protocol, host, hostname, port, pathname } = new URL(options.base);
  const isSecure = protocol === 'https:';
  const { agent, destroy } = createConnectedAgent({ isSecure, clock, connectTimeoutMs });
  const open = isSecure ? httpsRequest : httpRequest;
  const target = { agent, hostname: hostname.replace(/^\[|\]$/g, ''), ...(port === '' ? {} : { port }) };
  const prefix = pathname.replace(/\/$/, '');
  const slots = createSlots(maxConnections);

  const send = (request: HttpRequest) =>
    new Promise<HttpResult>((resolve) => {
      const { method, path, headers, timeoutMs, isUrgent, abortSignal } = request;
      if (abortSignal?.aborted === true) return resolve(notSent('aborted', 'the caller stopped waiting'));
      let outgoing: ClientRequest | null = null;
      let mayHaveLeft = false;
      const finish = (result: HttpResult) => {
        cancelTimer();
        abortSignal?.removeEventListener('abort', onAbort);
        resolve(result);
        if (outgoing === null) leave();
      };
      const fail = (reason: Failure['reason'], detail: string) => {
        finish({ answer: null, failure: { reason, mayHaveLeft, detail } });
        outgoing?.destroy();
      };
      const onAbort = () => fail('aborted', 'the caller stopped waiting');
      const cancelTimer = clock.schedule(timeoutMs, () => fail('timeout', `none within ${timeoutMs} ms`));
      abortSignal?.addEventListener('abort', onAbort, { once: true });
      const leave = slots.enter(isUrgent, () => {
        // as a list they are written as they are; as an object each is checked and kept
        outgoing = open({ ...target, method, path: prefix + path, headers: ['Host', host, ...headers] });
        outgoing.once('socket', () => {
          mayHaveLeft = true;
        });
        outgoing.once('response', (incoming) =>
          collect(incoming, maxBodyBytes, finish, (detail) => fail('network', detail)),
        );
        // the agent has its socket back only after this event
        outgoing.once('close', () => queueMicrotask(leave));
        outgoing.on('error', (error) => fail('network', codeOf(error)));
        outgoing.end();
      });
    });
  return { send, close: destroy };
}

function notSent(reason: Failure['reason'], detail: string): HttpResult {
  return { answer: null, failure: { reason, mayHaveLeft: false, detail } };
}

function collect(
  incoming: IncomingMessage,
  maxBodyBytes: number,
  finish: (result: HttpResult) => void,
  fail: (detail: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBodyBytes) fail(`the answer is longer than ${maxBodyBytes} bytes`);
  });
  incoming.once('end', () => {
    const { statusCode: status = 0, headers } = incoming;
    finish({ answer: { status, headers, text: Buffer.concat(chunks, size).toString('utf8') } });
  });
  incoming.on('error', (error) => fail(codeOf(error)));
}

/** Its message or other fields may quote what was sent or received. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
