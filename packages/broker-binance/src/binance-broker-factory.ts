import { type BrokerFactory, BrokerError } from '@perpdesk/broker-core';
import { z } from 'zod';
import { createBinanceBroker } from './create-binance-broker.ts';
import { BINANCE_ENVIRONMENTS } from './binance-options.ts';

const text = z.string().min(1);
const settingsSchema = z.strictObject({
  environment: z.enum(BINANCE_ENVIRONMENTS),
  credentials: z.union([
    z.strictObject({ apiKey: text, secretKey: text }),
    z.strictObject({ apiKey: text, privateKey: text }),
  ]),
  endpoints: z.strictObject({ rest: text, stream: text, wsApi: text }).partial().optional(),
  recvWindowMs: z.int().min(1).max(60_000).optional(),
});

/**
 * Makes Binance accounts from plain data: `{ environment, credentials, endpoints?, recvWindowMs? }`.
 *
 * @throws {BrokerError} from the factory: `invalid-request` naming the setting that is wrong, never its value.
 */
export function createBinanceBrokerFactory(): BrokerFactory {
  return ({ id, clock, logger, settings }) => {
    const parsed = settingsSchema.safeParse(settings);
    if (!parsed.success) {
      const wrong = parsed.error.issues.map(({ path }) => `settings.${path.join('.')}`).join(', ');
      const message = `The account ${id} cannot be made: ${wrong} is not as expected. See the README's options.`;
      throw new BrokerError('invalid-request', { operation: 'createBroker', message });
    }
    const { environment, credentials, endpoints, recvWindowMs } = parsed.data;
    return createBinanceBroker({
      id,
      environment,
      credentials,
      clock,
      logger,
      ...(endpoints === undefined ? {} : { endpoints: definedOnly(endpoints) }),
      ...(recvWindowMs === undefined ? {} : { recvWindowMs }),
    });
  };
}

function definedOnly({
  rest,
  stream,
  wsApi,
}:
  | Readonly<Record<'rest' | 'stream' | 'wsApi', string | undefined>>
  | Partial<Record<'rest' | 'stream' | 'wsApi', string | undefined>>) {
  return {
    ...(rest === undefined ? {} : { rest }),
    ...(stream === undefined ? {} : { stream }),
    ...(wsApi === undefined ? {} : { wsApi }),
  };
}
