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
  const text = answer.message === '' ? 'no text.' : answer.message.replace(/\.?\s*$/, '.');
  return new BrokerError(code, {
    operation,
    outcome,
    message: `${operation}: Binance says ${raw}: ${text} ${remedy}`,
    venue: { name: 'binance', code: answer.code, message: answer.message },
    ...(answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}

/** The whole text, with its full stop: a gateway's page says "Service Unavailable" too, and proves nothing. */
const SERVICE_UNAVAILABLE = /^service unavailable\.$/i;
const UNAUTHORIZED = 401;
/** The web firewall's: it never reached the exchange. */
const FORBIDDEN = 403;
const REQUEST_TIMEOUT = 408;
const BANNED = 418;
const TOO_MANY = 429;
/** The docs: of a 5xx the execution status is unknown. */
const SERVER_SIDE = 500;
/** From here down codes say what is wrong with the request; above stand those of server and network. */
const FIRST_REQUEST_CODE = -1100;

/**
 * What holds, in this order: limits by status (the request was turned away at the door); the one 503 text that Binance
 * documents as "not executed"; the table by Binance's code, of which a `rejected` holds in a 4xx alone; 5xx as unknown.
 *
 * A code that is not in the table proves a refusal only in a 4xx, and only beyond -1099: Binance's 10xx codes are trouble
 * of server or network, which say nothing of execution.
 */
function meaningOf({ status, code, message }: VenueAnswer, isWrite: boolean): Meaning {
  if (status === TOO_MANY || status === BANNED) return { code: 'rate-limited', outcome: 'not-sent' };
  if (status === 503 && SERVICE_UNAVAILABLE.test(message)) return { code: 'overloaded', outcome: 'not-sent' };
  const known = code === null ? undefined : VENUE_CODES.get(code);
  if (known !== undefined && (status < SERVER_SIDE || known.outcome !== 'rejected')) return known;
  if (status >= SERVER_SIDE) {
    return { code: known?.code ?? 'venue-error', outcome: isWrite ? 'unknown' : (known?.outcome ?? 'unknown') };
  }
  if (code !== null) {
    const isProof = status >= 400 && code <= FIRST_REQUEST_CODE;
    return { code: 'venue-error', outcome: isProof ? 'rejected' : 'unknown' };
  }
  // without a code of the exchange it may not be the exchange that answered
  if (status === UNAUTHORIZED) return { code: 'not-authorized', outcome: 'rejected' };
  if (status === FORBIDDEN) return { code: 'rate-limited', outcome: 'not-sent' };
  if (status === REQUEST_TIMEOUT) return { code: 'timeout', outcome: 'unknown' };
  return { code: 'venue-error', outcome: 'unknown' };
}
