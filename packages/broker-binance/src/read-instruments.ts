import type { Instrument, Logger } from '@perpdesk/broker-core';
import type { RestClient } from './http/rest-client.ts';
import { instrumentOf } from './map/instrument.ts';
import { parseAnswer } from './parse-answer.ts';
import { exchangeInfoSchema, symbolSchema } from './wire/exchange-info.ts';

const OPERATION = 'getInstruments';

/** The linear perpetuals. A symbol that cannot be read takes no others with it: it is left out and logged. */
export async function readInstruments(rest: RestClient, logger: Logger): Promise<readonly Instrument[]> {
  const path = '/fapi/v1/exchangeInfo';
  const call = { operation: OPERATION, method: 'GET', path, security: 'none', weight: 1 } as const;
  const { body } = await rest.call(call);
  const unreadable: string[] = [];
  const instruments = parseAnswer(exchangeInfoSchema, body, call).symbols.flatMap((wire) => {
    const symbol = symbolSchema.safeParse(wire);
    if (!symbol.success) {
      unreadable.push(symbol.error.issues[0]?.path.join('.') ?? '?');
      return [];
    }
    return instrumentOf(symbol.data) ?? [];
  });
  if (unreadable.length > 0) {
    logger.error('Symbols of Binance cannot be read', { count: unreadable.length, fields: unreadable.slice(0, 5) });
  }
  return instruments;
}
