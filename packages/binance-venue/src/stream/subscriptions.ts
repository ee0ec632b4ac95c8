import type { Clock } from '@perpdesk/broker-core';
import type { WebSocket } from 'ws';
import { toJson } from '../to-json.ts';
import { createMessageLimit } from './message-limit.ts';
import { textOf } from './text-of.ts';

/** What a connection hears, as its requests change it. */
export interface Subscriptions {
  add(stream: string): void;
  remove(stream: string): void;
  list(): readonly string[];
  /** Whether events come in an envelope that names their stream. */
  combine(isOn: boolean): void;
  isCombined(): boolean;
}

type Request = { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown };

const MOST_STREAMS = 1024;

/** Answers SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY and GET_PROPERTY on a stream's connection. */
export function answerSubscriptions(clock: Clock, socket: WebSocket, subscriptions: Subscriptions): void {
  const limit = createMessageLimit(clock);
  socket.on('ping', () => {
    if (!limit.admits()) socket.terminate();
  });
  socket.on('message', (data) => {
    if (!limit.admits()) return socket.close(1008, 'Too many requests');
    socket.send(toJson(answer(parse(textOf(data)), subscriptions)));
  });
}

function answer(request: Request | null, subscriptions: Subscriptions): object {
  if (request === null) return { error: { code: 3, msg: 'Invalid JSON: expected value at line 1 column 1' } };
  const { method, id = null } = request;
  const refuse = (msg: string) => ({ error: { code: 2, msg: `Invalid request: ${msg}` }, id });
  const params: readonly unknown[] | null = Array.isArray(request.params) ? request.params : null;
  switch (method) {
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE': {
      if (params === null) return refuse('missing field `params`');
      const streams = params.filter((stream) => typeof stream === 'string');
      if (streams.length < params.length) return refuse('streams are text');
      if (method === 'UNSUBSCRIBE') streams.forEach((stream) => subscriptions.remove(stream));
      else if (subscriptions.list().length + streams.length > MOST_STREAMS) return refuse('more than 1024 streams');
      else streams.forEach((stream) => subscriptions.add(stream));
      return { result: null, id };
    }
    case 'LIST_SUBSCRIPTIONS':
      return { result: subscriptions.list().toSorted(), id };
    case 'SET_PROPERTY':
      if (params?.[0] !== 'combined' || typeof params[1] !== 'boolean') return refuse('unknown property');
      subscriptions.combine(params[1]);
      return { result: null, id };
    case 'GET_PROPERTY':
      return params?.[0] === 'combined' ? { result: subscriptions.isCombined(), id } : refuse('unknown property');
    default:
      return refuse('unknown variant, expected one of SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS');
  }
}

function parse(text: string): Request | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
