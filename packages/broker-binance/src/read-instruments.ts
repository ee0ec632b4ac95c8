import { BrokerError, type Instrument, type Logger } from '@perpdesk/broker-core';
import type { RestClient } from './http/rest-client.ts';
import { maxLeverages } from './map/brackets.ts';
import { instrumentOf } from './map/instrument.ts';
import { parseAnswer } from './parse-answer.ts';
import { exchangeInfoSchema, symbolSchema } from './wire/exchange-info.ts';
import { leverageBracketsSchema } from './wire/leverage-brackets.ts';

const OPERATION = 'getInstruments';

/** The linear perpetuals. A symbol that cannot be read takes no others with it: it is left out and logged. */
export async function readInstruments(rest: RestClient, logger: Logger): Promise<readonly Instrument[]> {
  const path = '/fapi/v1/exchangeInfo';
  const call = { operation: OPERATION, method: 'GET', path, security: 'none', weight: 1 } as const;
  const [{ body }, leverages] = await Promise.all([rest.call(call), readMaxLeverages(rest, logger)]);
  const unreadable: string[] = [];
  const instruments = parseAnswer(exchangeInfoSchema, body, call).symbols.flatMap((wire) => {
    const symbol = symbolSchema.safeParse(wire);
    if (!symbol.success) {
      unreadable.push(symbol.error.issues[0]?.path.join('.') ?? '?');
      return [];
    }
    return instrumentOf(symbol.data, leverages.get(symbol.data.symbol)) ?? [];
  });
  if (unreadable.length > 0) {
    logger.error('Symbols of Binance cannot be read', { count: unreadable.length, fields: unreadable.slice(0, 5) });
  }
  return instruments;
}

/**
 * No order needs them, so that their failure takes nothing with it: instruments are told without. A key that is refused is
 * no such failure: another account's may do.
 */
async function readMaxLeverages(rest: RestClient, logger: Logger): Promise<ReadonlyMap<string, number>> {
  const path = '/fapi/v1/leverageBracket';
  const call = { operation: OPERATION, method: 'GET', path, security: 'signed', weight: 1 } as const;
  try {
    return maxLeverages(parseAnswer(leverageBracketsSchema, (await rest.call(call)).body, call));
  } catch (error) {
    if (BrokerError.is(error) && error.outcome === 'rejected') throw error;
    logger.warn('Leverage brackets cannot be read', { code: BrokerError.is(error) ? error.code : 'unknown' });
    return new Map();
  }
}
