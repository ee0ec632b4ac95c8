import { BrokerError, type CallOptions } from '@perpdesk/broker-core';
import type { Session } from '../session.ts';
import type { WireSymbolConfig } from '../wire/symbol-configs.ts';
import { readSymbolConfigs } from './read-symbol-configs.ts';

export type SymbolSettings = (operation: string, symbol: string, options?: CallOptions) => Promise<WireSymbolConfig>;

/** For more instruments than these, one answer that lists all costs less: its weight is that of one. */
const ONE_BY_ONE = 3;

interface Gathering {
  readonly session: Session;
  readonly symbols: Set<string>;
  readonly configs: Promise<readonly WireSymbolConfig[]>;
}

/**
 * Reads leverage and margin type of an instrument. What is asked for at once, under one abort signal, shares its requests:
 * an account is read with all instruments of its routes, and each costs a weight of 5.
 */
export function createSymbolSettings(current: (operation: string) => Session): SymbolSettings {
  const open = new Map<AbortSignal | undefined, Gathering>();

  function gather(session: Session, operation: string, options: CallOptions): Gathering {
    const symbols = new Set<string>();
    const configs = Promise.resolve().then(() => {
      open.delete(options.abortSignal);
      return readConfigs(session, operation, [...symbols], options);
    });
    const gathering = { session, symbols, configs };
    open.set(options.abortSignal, gathering);
    return gathering;
  }

  return async (operation, text, options = {}) => {
    const session = current(operation);
    const { symbol } = await session.instruments.get(text, { operation, ...options });
    const known = open.get(options.abortSignal);
    const gathering = known?.session === session ? known : gather(session, operation, options);
    gathering.symbols.add(symbol);
    const config = (await gathering.configs).find((one) => one.symbol === symbol);
    if (config !== undefined) return config;
    throw new BrokerError('venue-error', { operation, message: `Binance told no settings of ${symbol}. Ask again.` });
  };
}

async function readConfigs(
  session: Session,
  operation: string,
  symbols: readonly string[],
  options: CallOptions,
): Promise<readonly WireSymbolConfig[]> {
  if (symbols.length > ONE_BY_ONE) return readSymbolConfigs(session, { operation }, options);
  const answers = await Promise.all(
    symbols.map((symbol) => readSymbolConfigs(session, { operation, symbol }, options)),
  );
  return answers.flat();
}
