import type { Balance, Fill, Order, OrderRef, Position } from '@perpdesk/broker-core';

/** The account as it stands. */
export interface AccountReading {
  /** Plain and conditional. */
  readonly openOrders: readonly Order[];
  /** Those that are not flat. */
  readonly positions: readonly Position[];
  /** Since the moment asked for, in any order. */
  readonly fills: readonly Fill[];
  readonly balances: readonly Balance[];
  /** How an order that is not among the open ones ended; `null`: the exchange does not know it. */
  lookUp(ref: OrderRef): Promise<Order | null>;
}

/** Reads what the stream may have missed. Each method throws where one of its requests fails. */
export interface SnapshotReader {
  /** @param fromAt Unix ms, the exchange's time, from which fills are wanted; `Infinity`: none are. */
  read(fromAt: number, abortSignal: AbortSignal): Promise<AccountReading>;
}

/** Reads single parts, to complete what the stream says in part. */
export interface AccountReader {
  /** In every order service, by whichever id; an execution comes back as its conditional order. */
  lookUp(ref: OrderRef, abortSignal: AbortSignal): Promise<Order | null>;
  /** Open positions of the instrument, or of all. */
  readPositions(symbol: string | null, abortSignal: AbortSignal): Promise<readonly Position[]>;
  readBalances(abortSignal: AbortSignal): Promise<readonly Balance[]>;
  /** By instrument, as last heard or read. */
  readonly leverages: Map<string, number>;
}
