import type { WebSocket } from 'ws';
import { toJson } from '../to-json.ts';
import { textOf } from './text-of.ts';

/** What a connection hears, as its requests change it. */
export interface Subscriptions {
  add(stream: string): void;
  remove(stream: string): void;
  list(): readonly string[];
}

type Request = { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown };

/** Answers SUBSCRIBE, UNSUBSCRIBE and LIST_SUBSCRIPTIONS on a stream's connection. */
export function answerSubscriptions(socket: WebSocket, subscriptions: Subscriptions): void {
  socket.on('message', (data) => socket.send(toJson(answer(parse(textOf(data)), subscriptions))));
}

function answer(request: Request | null, { add, remove, list }: Subscriptions): object {
  if (request === null) return { error: { code: 3, msg: 'Invalid JSON: expected value' } };
  const { method, id = null } = request;
  const streams = Array.isArray(request.params) ? request.params.map(String) : [];
  switch (method) {
    case 'SUBSCRIBE':
      for (const stream of streams) add(stream);
      return { result: null, id };
    case 'UNSUBSCRIBE':
      for (const stream of streams) remove(stream);
      return { result: null, id };
    case 'LIST_SUBSCRIPTIONS':
      return { result: list(), id };
    default:
      return { error: { code: 2, msg: 'Invalid request: unknown variant' }, id };
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
