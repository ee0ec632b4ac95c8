import type { ClientOrderId, Validity } from '@perpdesk/broker-core';
import type { Params } from './params.ts';

/** What both transports have to know about a request. */
export interface CallBase {
  /** The method of the contract, for errors. */
  readonly operation: string;
  /** What it costs of the IP's limit. */
  readonly weight: number;
  /** What it adds to the account's order counts. */
  readonly orders?: number;
  /** `reduce` (closing, cancelling, looking orders up) may use the reserve of the limits. */
  readonly priority?: 'normal' | 'reduce';
  /** Given: a write, signed with exactly this, in whole milliseconds. Left out: a read. */
  readonly validity?: Validity;
  readonly clientOrderId?: ClientOrderId;
  readonly abortSignal?: AbortSignal;
  /** From the call to the whole answer. Default: the transport's, for reads or for writes. */
  readonly timeoutMs?: number;
}

export interface RestCall extends CallBase {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${'fapi' | 'sapi'}/${string}`;
  /** `key` sends the key without a signature. */
  readonly security: 'none' | 'key' | 'signed';
  readonly params?: Params;
}

export interface WsApiCall extends CallBase {
  /** `order.place`, `order.modify`, `order.cancel`, `order.status`, `algoOrder.place`, `algoOrder.cancel`. */
  readonly method: string;
  readonly params: Params;
}

export interface Answer {
  /** JSON, not yet checked; integers of 16 digits and more are text. */
  readonly body: unknown;
  /** Unix ms, our clock. */
  readonly receivedAt: number;
}
