import {
  BROKER_ERROR_CODES,
  BrokerError,
  type BrokerErrorCode,
  type ClientOrderId,
  type Outcome,
} from '@perpdesk/broker-core';
import { VENUE_CODES } from './venue-codes.ts';

/** An answer that is not a yes. */
export interface VenueAnswer {
  /** HTTP's, or the WS-API's own. */
  readonly status: number;
  /** Binance's; `null` where the answer has none. */
  readonly code: number | null;
  /** Binance's text, or the body's beginning. */
  readonly message: string;
  readonly retryAfterMs: number | null;
}

export interface AnsweredCall {
  readonly operation: string;
  readonly isWrite: boolean;
  readonly clientOrderId?: ClientOrderId;
}

interface Meaning {
  readonly code: BrokerErrorCode;
  readonly outcome: Outcome;
}

/** What Binance's answer means, and for a write, what it means for the money. Its own code and text are kept as they are. */
export function toBrokerError(answer: VenueAnswer, { operation, isWrite, clientOrderId }: AnsweredCall): BrokerError {
  const { code, outcome } = meaningOf(answer, isWrite);
  const { remedy } = BROKER_ERROR_CODES[code];
  const raw = answer.code === null ? `HTTP ${answer.status}` : `${answer.code}`;
  const text = answer.message === '' ? 'no text' : answer.message.replace(/\.?\s*$/, '.');
  return new BrokerError(code, {
    operation,
    outcome,
    message: `${operation}: Binance says ${raw}: ${text} ${remedy}`,
    venue: { name: 'binance', code: answer.code, message: answer.message },
    ...(answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}

const SERVICE_UNAVAILABLE = /^service unavailable/i;
const UNAUTHORIZED = 401;
/** The web firewall's: it never reached the exchange. */
const FORBIDDEN = 403;
const TOO_MANY = 429;
const BANNED = 418;

function meaningOf({ status, code, message }: VenueAnswer, isWrite: boolean): Meaning {
  if (status === TOO_MANY || status === BANNED) return { code: 'rate-limited', outcome: 'not-sent' };
  if (status === 503 && SERVICE_UNAVAILABLE.test(message)) return { code: 'overloaded', outcome: 'not-sent' };
  const known = code === null ? undefined : VENUE_CODES.get(code);
  // a code that proves that nothing was executed holds whatever the status; any other 5xx proves nothing
  if (known !== undefined && (status < 500 || known.outcome !== 'rejected')) return known;
  if (status >= 500)
    return { code: known?.code ?? 'venue-error', outcome: isWrite ? 'unknown' : (known?.outcome ?? 'unknown') };
  if (code !== null) return { code: 'venue-error', outcome: isServerTrouble(code) ? 'unknown' : 'rejected' };
  if (status === UNAUTHORIZED) return { code: 'not-authorized', outcome: 'rejected' };
  if (status === FORBIDDEN) return { code: 'rate-limited', outcome: 'not-sent' };
  // without a code of the exchange it may not be the exchange that answered
  return { code: 'venue-error', outcome: 'unknown' };
}

/**
 * -1000 to -1099 are documented as trouble of server or network, which say nothing of execution. Every other code in an
 * answer of status 4xx is documented as the request's own fault: it was not executed.
 */
function isServerTrouble(code: number): boolean {
  return code <= -1000 && code > -1100;
}
