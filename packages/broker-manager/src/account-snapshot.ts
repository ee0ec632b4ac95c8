import {
  BrokerError,
  type Account,
  type Broker,
  type Instrument,
  type MarginType,
  type Order,
  type Position,
} from '@perpdesk/broker-core';
import type { ClockOffset } from './clock-offset.ts';
import { readAgain } from './read-again.ts';

export interface SymbolSetting {
  readonly symbol: string;
  readonly leverage: number | null;
  readonly marginType: MarginType | null;
}

/** An exchange's reads may lag behind its stream: events this much older than a read still count where it lists nothing. */
export const SNAPSHOT_LAG_MS = 1_000;

/** What of an account moves without our doing, as it was read, request by request. */
export interface MovingParts {
  /** Unix ms, the exchange's time, read before the first request: everything up to here is in it, but for the lag of its servers. */
  readonly asOf: number;
  readonly account: Account;
  readonly positions: readonly Position[];
  readonly openOrders: readonly Order[];
}

/** An account whole. */
export interface AccountSnapshot extends MovingParts {
  readonly instruments: readonly Instrument[];
  readonly settings: readonly SymbolSetting[];
}

const NOT_READABLE: readonly string[] = ['unsupported', 'unknown-symbol', 'instrument-not-trading'];

async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (BrokerError.is(error) && NOT_READABLE.includes(error.code)) return null;
    throw error;
  }
}

/** Reads the whole account; `symbols` are those whose leverage and margin type are read too. @throws {BrokerError} of the first read that fails. */
export async function readAccountSnapshot(
  broker: Broker,
  symbols: readonly string[],
  clockOffset: ClockOffset,
  abortSignal: AbortSignal,
): Promise<AccountSnapshot> {
  const options = { abortSignal };
  const [moving, instruments, settings] = await Promise.all([
    readMovingParts(broker, clockOffset, abortSignal),
    readAgain(() => broker.getInstruments(options)),
    Promise.all(
      symbols.map(async (symbol) => {
        const [leverage, marginType] = await Promise.all([
          orNull(readAgain(() => broker.getLeverage(symbol, options))),
          orNull(readAgain(() => broker.getMarginType(symbol, options))),
        ]);
        return { symbol, leverage, marginType };
      }),
    ),
  ]);
  return { ...moving, instruments, settings };
}

/** Clock, account, positions, open orders. @throws {BrokerError} of the first read that fails. */
export async function readMovingParts(
  broker: Broker,
  clockOffset: ClockOffset,
  abortSignal: AbortSignal,
): Promise<MovingParts> {
  const options = { abortSignal };
  const asOf = await readAgain(() => clockOffset.measure(abortSignal));
  const [account, positions, openOrders] = await Promise.all([
    readAgain(() => broker.getAccount(options)),
    readAgain(() => broker.getPositions(options)),
    readAgain(() => broker.getOpenOrders(undefined, options)),
  ]);
  return { asOf, account, positions, openOrders };
}
