import type { WebSocket } from 'ws';
import { handleCall } from '../call/handle-call.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../stream/text-of.ts';
import { toJson } from '../to-json.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { operationOf } from './methods.ts';
import { type Session, SESSION_METHODS, type SessionMethod } from './session.ts';
import { signedText } from './signed-text.ts';
import { answerText, refusalText } from './ws-answer.ts';
import { readWsRequest, type WsRequest } from './ws-request.ts';

/** Answers the requests of one WS-API connection: the same operations as REST, through the same pipeline. */
export function openWsApi(exchange: Exchange, socket: WebSocket): void {
  const session: Session = { account: null, authorizedAt: null, connectedAt: exchange.clock.now() };
  socket.on('message', (data) => {
    const request = readWsRequest(textOf(data));
    if (request === null) {
      return socket.send(refusalText(null, 400, -1000, 'Malformed request: not a JSON object with a method.'));
    }
    const method = SESSION_METHODS.get(request.method);
    if (method !== undefined) return socket.send(answerSession(exchange, session, request, method));
    void answer(exchange, socket, session, request);
  });
}

async function answer(exchange: Exchange, socket: WebSocket, session: Session, request: WsRequest): Promise<void> {
  const { id, method, params } = request;
  const operation = operationOf(method);
  if (operation === null) {
    return socket.send(refusalText(id, 400, -1000, `Unknown method '${method.slice(0, 60)}'.`));
  }
  const apiKey = params.get('apiKey') ?? null;
  const signature = params.get('signature') ?? null;
  const rest = new Map(params);
  for (const key of ['apiKey', 'signature', 'returnRateLimits']) rest.delete(key);
  const account = apiKey === null ? null : exchange.accountByKey(apiKey);
  const end = await handleCall(exchange, {
    transport: 'ws-api',
    method: '',
    path: method,
    operation,
    params: rest,
    apiKey,
    payload: signature === null ? '' : signedText(account, params, signature),
    signature,
    session: session.account,
  });
  if (end.kind === 'hang') return;
  if (end.kind === 'drop') return socket.terminate();
  socket.send(answerText(exchange, request, end));
}

function answerSession(exchange: Exchange, session: Session, { id, params }: WsRequest, method: SessionMethod): string {
  try {
    return toJson({ id, status: 200, result: method(exchange, session, params) });
  } catch (error) {
    if (!(error instanceof VenueRefusal)) throw error;
    return refusalText(id, error.status, error.code, error.message);
  }
}
