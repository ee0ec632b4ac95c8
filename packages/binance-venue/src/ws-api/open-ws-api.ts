import type { WebSocket } from 'ws';
import { isSignedBy } from '../call/authenticate.ts';
import type { CallEnd } from '../call/call-end.ts';
import { handleCall } from '../call/handle-call.ts';
import type { Usage } from '../exchange/call-limits.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { textOf } from '../stream/text-of.ts';
import { toJson } from '../to-json.ts';
import { operationOf } from './methods.ts';
import { payloadOf, readWsRequest, type WsRequest } from './ws-request.ts';

interface Session {
  account: VenueAccount | null;
  authorizedAt: number | null;
}

/** Answers the requests of one WS-API connection: the same operations as REST, through the same pipeline. */
export function openWsApi(exchange: Exchange, socket: WebSocket): void {
  const session: Session = { account: null, authorizedAt: null };
  socket.on('message', (data) => {
    const request = readWsRequest(textOf(data));
    if (request === null) {
      const error = { code: -1000, msg: 'Malformed request: not a JSON object with a method.' };
      return socket.send(toJson({ id: null, status: 400, error }));
    }
    if (request.method.startsWith('session.')) return answerSession(exchange, socket, session, request);
    void answer(exchange, socket, session, request);
  });
}

async function answer(exchange: Exchange, socket: WebSocket, session: Session, request: WsRequest): Promise<void> {
  const { id, method, params } = request;
  const operation = operationOf(method);
  if (operation === null) {
    const error = { code: -1000, msg: `Unknown method '${method.slice(0, 60)}'.` };
    return socket.send(toJson({ id, status: 400, error }));
  }
  const apiKey = params.get('apiKey') ?? null;
  const signature = params.get('signature') ?? null;
  const rest = new Map(params);
  for (const key of ['apiKey', 'signature']) rest.delete(key);
  const account = apiKey === null ? null : exchange.accountByKey(apiKey);
  const end = await handleCall(exchange, {
    transport: 'ws-api',
    method: '',
    path: method,
    operation,
    params: rest,
    apiKey,
    payload: signedText(account, params, signature),
    signature,
    session: session.account,
  });
  finish(exchange, socket, id, end);
}

/** The values as they are, or percent-encoded as some clients sign them. */
function signedText(
  account: VenueAccount | null,
  params: ReadonlyMap<string, string>,
  signature: string | null,
): string {
  const raw = payloadOf(params, (value) => value);
  const encoded = payloadOf(params, encodeURIComponent);
  if (raw === encoded || account === null || signature === null) return raw;
  return isSignedBy(account.key, encoded, signature) ? encoded : raw;
}

function finish(exchange: Exchange, socket: WebSocket, id: WsRequest['id'], end: CallEnd): void {
  if (end.kind === 'hang') return;
  if (end.kind === 'drop') return socket.terminate();
  const { status, body, usage, headers } = end;
  const limits = usage === null ? '' : `,"rateLimits":${toJson(rateLimits(exchange, usage))}`;
  const content = status === 200 ? `"result":${body}` : `"error":${errorOf(exchange, body, headers)}`;
  socket.send(`{"id":${toJson(id)},"status":${status},${content}${limits}}`);
}

/** A body that a fault rule gives may be no JSON: here it would be no answer at all. */
function errorOf(exchange: Exchange, body: string, headers: Readonly<Record<string, string>>): string {
  const seconds = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  try {
    const error: unknown = JSON.parse(body);
    if (typeof error !== 'object' || error === null || seconds === undefined) return toJson(error);
    const serverTime = exchange.clock.now();
    return toJson({ ...error, data: { serverTime, retryAfter: serverTime + Number.parseInt(seconds, 10) * 1000 } });
  } catch {
    return toJson({ code: -1000, msg: 'An unknown error occured while processing the request.' });
  }
}

function rateLimits({ limits: { options } }: Exchange, { weight, orders }: Usage) {
  const row = (rateLimitType: string, interval: string, intervalNum: number, limit: number, count: number) => ({
    rateLimitType,
    interval,
    intervalNum,
    limit,
    count,
  });
  return [
    row('REQUEST_WEIGHT', 'MINUTE', 1, options.weightPerMinute, weight),
    ...(orders === null
      ? []
      : [
          row('ORDERS', 'SECOND', 10, options.ordersPer10s, orders.per10s),
          row('ORDERS', 'MINUTE', 1, options.ordersPerMinute, orders.perMinute),
        ]),
  ];
}

/** Only Ed25519 keys can log a connection on. */
function answerSession(
  exchange: Exchange,
  socket: WebSocket,
  session: Session,
  { id, method, params }: WsRequest,
): void {
  const refuse = (code: number, msg: string, status = 400) => socket.send(toJson({ id, status, error: { code, msg } }));
  const tell = () => {
    const result = {
      apiKey: session.account?.key.id ?? null,
      authorizedSince: session.authorizedAt,
      connectedSince: session.authorizedAt,
      returnRateLimits: true,
      serverTime: exchange.clock.now(),
    };
    socket.send(toJson({ id, status: 200, result }));
  };
  if (method === 'session.status') return tell();
  if (method === 'session.logout') {
    session.account = null;
    session.authorizedAt = null;
    return tell();
  }
  if (method !== 'session.logon') return refuse(-1000, `Unknown method '${method.slice(0, 60)}'.`);
  const account = exchange.accountByKey(params.get('apiKey') ?? '');
  if (account === null) return refuse(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
  if (account.key.publicKey === undefined) {
    return refuse(-4056, 'HMAC_SHA256 API key is not supported.');
  }
  const signature = params.get('signature') ?? '';
  if (!isSignedBy(account.key, signedText(account, params, signature), signature)) {
    return refuse(-1022, 'Signature for this request is not valid.');
  }
  session.account = account;
  session.authorizedAt = exchange.clock.now();
  tell();
}
