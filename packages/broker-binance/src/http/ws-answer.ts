import type { VenueAnswer } from '../errors.ts';
import { isRecord } from './is-record.ts';
import { type LimitReport, reportsOfRows } from './limit-report.ts';
import { parseJson } from './parse-json.ts';

/** What the WS-API said to one request. */
export interface WsAnswer {
  /**
   * `null`: a refusal that names no request, as of a key that is not taken any more.
   *
   * @see https://developers.binance.com/docs/binance-spot-api-docs/websocket-api/session-authentication
   */
  readonly id: string | null;
  readonly limits: readonly LimitReport[];
  /** `undefined` where the answer has none. */
  readonly result: unknown;
  /** `null`: the exchange said yes. */
  readonly refusal: VenueAnswer | null;
}

/** `null`: no answer to a request. `serverOffsetMs` is the exchange's clock minus ours. */
export function readWsAnswer(text: string, now: number, serverOffsetMs: number): WsAnswer | null {
  const frame = jsonOf(text);
  if (!isRecord(frame)) return null;
  const { id, status, result, error, rateLimits } = frame;
  if (typeof id !== 'string' && (id !== null || !isRecord(error) || typeof error['code'] !== 'number')) return null;
  const limits = reportsOfRows(rateLimits);
  if (status === 200 && !isRecord(error)) return { id, limits, result, refusal: null };
  const { code, msg, data } = isRecord(error) ? error : {};
  const refusal: VenueAnswer = {
    status: typeof status === 'number' ? status : 0,
    code: typeof code === 'number' ? code : null,
    message: typeof msg === 'string' ? msg : 'no message',
    retryAfterMs: waitOf(data, now, serverOffsetMs),
  };
  return { id, limits, result: undefined, refusal };
}

/** `retryAfter` is the moment, in the exchange's time, from which on requests are taken again. */
function waitOf(data: unknown, now: number, serverOffsetMs: number): number | null {
  if (!isRecord(data) || typeof data['retryAfter'] !== 'number') return null;
  return Math.max(0, data['retryAfter'] - serverOffsetMs - now);
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
