import {
  BrokerError,
  type Account,
  type Broker,
  type Clock,
  type Instrument,
  type MarginType,
  type Order,
  type Position,
} from '@perpdesk/broker-core';
import { measureClockOffset } from './clock-offset.ts';

export interface SymbolSetting {
  readonly symbol: string;
  readonly leverage: number | null;
  readonly marginType: MarginType | null;
}

/** What an account looked like when it was read, request by request. */
export interface AccountSnapshot {
  /** Unix ms, the exchange's time, read before the first request: everything up to here is in it, but for the lag of its servers. */
  readonly asOf: number;
  /** The exchange's clock minus ours, ms. */
  readonly clockOffsetMs: number;
  readonly instruments: readonly Instrument[];
  readonly account: Account;
  readonly positions: readonly Position[];
  readonly openOrders: readonly Order[];
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
  clock: Clock,
  abortSignal: AbortSignal,
): Promise<AccountSnapshot> {
  const options = { abortSignal };
  const { serverAt, offsetMs } = await measureClockOffset(broker, clock, abortSignal);
  const [instruments, account, positions, openOrders, settings] = await Promise.all([
    broker.getInstruments(options),
    broker.getAccount(options),
    broker.getPositions(options),
    broker.getOpenOrders(undefined, options),
    Promise.all(
      symbols.map(async (symbol) => {
        const [leverage, marginType] = await Promise.all([
          orNull(broker.getLeverage(symbol, options)),
          orNull(broker.getMarginType(symbol, options)),
        ]);
        return { symbol, leverage, marginType };
      }),
    ),
  ]);
  return { asOf: serverAt, clockOffsetMs: offsetMs, instruments, account, positions, openOrders, settings };
}
