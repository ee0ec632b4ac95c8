import type { OrderCount } from '../exchange/call-limits.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { Params } from './params.ts';

interface OperationBase {
  /** `POST /fapi/v1/order`: the REST route; the WS-API's methods point to it, but for those of its sessions. */
  readonly name: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}` | `session.${string}`;
  /** IP weight. */
  readonly weight: number | ((params: Params) => number);
  /** What it adds to the account's order counts; none where it is left out. */
  readonly orders?: OrderCount | ((params: Params) => OrderCount);
  /** Goes through the matching engine: the exchange's latency lies before it, and recvWindow is checked again. */
  readonly isMatched?: boolean;
}

/** Needs no key. */
export interface PublicOperation extends OperationBase {
  readonly security: 'none';
  /** @throws {VenueRefusal} */
  run(exchange: Exchange, params: Params): unknown;
}

/** Needs a key that exists (`key`), and a signature and a timestamp in its window too (`signed`). */
export interface AccountOperation extends OperationBase {
  readonly security: 'key' | 'signed';
  /** The answer's body for `toJson`. @throws {VenueRefusal} */
  run(exchange: Exchange, account: VenueAccount, params: Params): unknown;
}

export type Operation = PublicOperation | AccountOperation;
