import type { VenueAccount } from '../exchange/venue-account.ts';
import type { Operation } from '../operations/operation.ts';
import type { Params } from '../operations/params.ts';

/** One request, whichever door it came in by. */
export interface VenueCall {
  readonly transport: 'rest' | 'ws-api';
  /** HTTP method; empty on the WS-API. For fault rules. */
  readonly method: string;
  /** REST path or WS-API method. For fault rules. */
  readonly path: string;
  readonly operation: Operation;
  readonly params: Params;
  /** `null` where none was sent. */
  readonly apiKey: string | null;
  /** The exact text that was signed, without the signature; empty where none was sent. */
  readonly payload: string;
  /** `null` where none was sent. */
  readonly signature: string | null;
  /** A WS-API connection that has logged on: key and signature are not asked for again. */
  readonly session: VenueAccount | null;
}
