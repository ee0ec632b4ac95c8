/** A strategy stream: (route, strategy, symbol). Decimals are plain decimal text. */
export interface StreamRow {
  readonly stream: string;
  /** The position that the last applied signal left in the strategy, in its units, signed. */
  readonly lastPosition: string;
  /** `firedAt` of the last applied signal, Unix ms. */
  readonly lastFiredAt: number | null;
  /** Counts the applied signals of the stream. */
  readonly sequence: number;
  /** Stands in the client order ids of the stream. */
  readonly code: string;
  readonly version: number;
}

/** Whether an account takes part in a stream: `sitting-out` until its next opening. */
export const LEDGER_STATES = ['flat', 'in', 'sitting-out'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** What one stream owns on one account, unique by (brokerId, stream). */
export interface LedgerRow {
  readonly brokerId: string;
  readonly stream: string;
  readonly symbol: string;
  readonly positionSide: string;
  /** Base asset, signed, from confirmed fills. */
  readonly owned: string;
  /** Base asset bought per strategy unit, fixed at OPEN before rounding; `null` while flat. */
  readonly unit: string | null;
  readonly state: LedgerState;
  /** What protects what is owned, as JSON of the engine; `null` while flat. */
  readonly protect: string | null;
  /** Which entries have filled since nothing was owned, the first one opened, as JSON of the engine; `null` while flat. */
  readonly entries: string | null;
  readonly version: number;
}

/** One execution, unique by (brokerId, symbol, tradeId). */
export interface FillRow {
  readonly brokerId: string;
  readonly symbol: string;
  readonly tradeId: string;
  /** `null` for a fill that no intent of ours caused. */
  readonly intentId: string | null;
  readonly clientOrderId: string | null;
  readonly side: string;
  readonly positionSide: string;
  readonly quantity: string;
  readonly price: string;
  readonly fee: string;
  readonly feeAsset: string;
  readonly realizedPnl: string;
  /** Exchange time, Unix ms. */
  readonly venueAt: number;
  /** When it was written down, Unix ms; `null` where that is not known. */
  readonly recordedAt: number | null;
}
