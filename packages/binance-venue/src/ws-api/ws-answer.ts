import type { CallEnd } from '../call/call-end.ts';
import type { Usage } from '../exchange/call-limits.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { toJson } from '../to-json.ts';
import type { WsRequest } from './ws-request.ts';

type Answer = Extract<CallEnd, { readonly kind: 'answer' }>;

/** A call's end as the WS-API says it: `{ id, status, result | error, rateLimits }`. */
export function answerText(exchange: Exchange, { id, params }: WsRequest, end: Answer): string {
  const { status, body, usage, headers } = end;
  const isAsked = params.get('returnRateLimits') !== 'false';
  const limits = usage === null || !isAsked ? '' : `,"rateLimits":${toJson(rateLimits(exchange, usage))}`;
  const content = status === 200 ? `"result":${body}` : `"error":${errorOf(exchange, body, headers)}`;
  return `{"id":${toJson(id)},"status":${status},${content}${limits}}`;
}

export function refusalText(id: WsRequest['id'], status: number, code: number, msg: string): string {
  return toJson({ id, status, error: { code, msg } });
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
