import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallEnd } from '../call/call-end.ts';
import { handleCall } from '../call/handle-call.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Operation } from '../operations/operation.ts';
import { findOperation } from '../operations/table.ts';
import { toJson } from '../to-json.ts';
import { hasBody, readBody } from './read-body.ts';
import { toRestCall } from './rest-call.ts';

/** Answers REST requests: everything that is not a control door. */
export function createRestDoor(exchange: Exchange): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void answer(exchange, request, response);
  };
}

async function answer(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? '' : url.slice(mark + 1);
  const body = hasBody(request) ? await readBody(request) : '';
  if (body === null) return;
  const operation = findOperation(`${request.method} ${path}`);
  if (operation === null) {
    const msg = `Path ${path}, Method ${request.method} is invalid`;
    send(response, 404, [], toJson({ code: -5000, msg }));
    return;
  }
  finish(request, response, operation, await handleCall(exchange, toRestCall(request, operation, path, query, body)));
}

function finish(request: IncomingMessage, response: ServerResponse, operation: Operation, end: CallEnd): void {
  switch (end.kind) {
    case 'answer':
      send(response, end.status, headersOf(operation, end), end.body);
      return;
    case 'drop':
      request.socket.destroy();
      return;
    case 'hang':
      return;
    default:
      end satisfies never;
  }
}

function headersOf(operation: Operation, { usage, headers }: Extract<CallEnd, { readonly kind: 'answer' }>): string[] {
  const list: string[] = [];
  if (usage !== null) list.push('x-mbx-used-weight-1m', usage.weight.toString());
  if (usage?.orders && operation.orders !== undefined) {
    list.push('x-mbx-order-count-10s', usage.orders.per10s.toString());
    list.push('x-mbx-order-count-1m', usage.orders.perMinute.toString());
  }
  for (const [name, value] of Object.entries(headers)) list.push(name, value);
  return list;
}

function send(response: ServerResponse, status: number, headers: string[], body: string): void {
  const length = Buffer.byteLength(body).toString();
  response.writeHead(status, ['content-type', 'application/json', 'content-length', length, ...headers]);
  response.end(body);
}
