import type { WebSocket } from 'ws';
import { handleCall } from '../call/handle-call.ts';
import { clientOrderIdOf } from '../call/client-order-id-of.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { FaultMatch } from '../faults/fault-rule.ts';
import { textOf } from '../stream/text-of.ts';
import { operationOf } from './methods.ts';
import { createSession, type Session } from './session.ts';
import { signedText } from './signed-text.ts';
import { answerText, refusalText } from './ws-answer.ts';
import { readWsRequest, type WsRequest } from './ws-request.ts';

/** Answers the requests of one WS-API connection: the same operations as REST, through the same pipeline. */
export function openWsApi(exchange: Exchange, socket: WebSocket): void {
  const session = createSession(exchange.clock.now());
  let isSilent = false;
  socket.on('message', (data) => {
    if (isSilent) return;
    const request = readWsRequest(textOf(data));
    if (request === null) {
      return socket.send(refusalText(null, 400, -1000, 'Malformed request: not a JSON object with a method.'));
    }
    const silence = exchange.faults.takeSilence(placeOf(exchange, session, request));
    if (silence === null) return void answer(exchange, socket, session, request);
    isSilent = true;
    if (silence.answersPings !== true) socket.pause();
  });
}

async function answer(exchange: Exchange, socket: WebSocket, session: Session, request: WsRequest): Promise<void> {
  const { id, method, params } = request;
  const operation = operationOf(method) ?? session.operationOf(method);
  if (operation === null) {
    return socket.send(refusalText(id, 400, -1000, `Unknown method '${method.slice(0, 60)}'.`));
  }
  const apiKey = params.get('apiKey') ?? null;
  const signature = params.get('signature') ?? null;
  const rest = new Map(params);
  for (const key of ['apiKey', 'signature', 'returnRateLimits']) rest.delete(key);
  const key = apiKey === null ? null : exchange.keyOf(apiKey);
  const end = await handleCall(exchange, {
    transport: 'ws-api',
    method: '',
    path: method,
    operation,
    params: rest,
    apiKey,
    payload: signature === null ? '' : signedText(key, params, signature),
    signature,
    // who logs on again shows the key again
    session: method === 'session.logon' ? null : session.account,
  });
  if (end.kind === 'hang') return;
  if (end.kind === 'drop') return socket.terminate();
  socket.send(answerText(exchange, request, end));
}

function placeOf(exchange: Exchange, { account }: Session, { method: path, params }: WsRequest): Required<FaultMatch> {
  const caller = account ?? exchange.accountByKey(params.get('apiKey') ?? '');
  return { transport: 'ws-api', method: '', path, account: caller?.name ?? '', clientOrderId: clientOrderIdOf(params) };
}
