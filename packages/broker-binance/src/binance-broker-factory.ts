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

/** What each setting has to be. */
const EXPECTED: Readonly<Record<string, string>> = {
  environment: `one of ${BINANCE_ENVIRONMENTS.join(', ')}`,
  credentials: '{ apiKey, secretKey } or { apiKey, privateKey }, all of them text',
  endpoints: '{ rest, stream, wsApi }, each of them text or left out',
  recvWindowMs: 'a whole number of ms, 1 to 60000',
};

/**
 * Makes Binance accounts from plain data: `{ environment, credentials, endpoints?, recvWindowMs? }`.
 *
 * @throws {BrokerError} from the factory: `invalid-request` naming the setting that is wrong, never its value.
 */
export function createBinanceBrokerFactory(): BrokerFactory {
  return ({ id, clock, logger, settings }) => {
    const parsed = settingsSchema.safeParse(settings);
    if (!parsed.success) {
      const wrong = [...new Set(parsed.error.issues.map(({ path }) => expectedAt(path[0])))].join('; ');
      const message = `The account ${id} cannot be made: ${wrong}.`;
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

/** Names of unknown settings are not told: what stands in the wrong place may be a secret. */
function expectedAt(setting: PropertyKey | undefined): string {
  const name = String(setting);
  const expected = Object.hasOwn(EXPECTED, name) ? EXPECTED[name] : undefined;
  if (expected !== undefined) return `settings.${name} is not ${expected}`;
  return `settings is no object of ${Object.keys(EXPECTED).join(', ')} and nothing else`;
}

type Given = Readonly<Record<'rest' | 'stream' | 'wsApi', string | undefined>>;

function definedOnly({ rest, stream, wsApi }: Partial<Given>) {
  return {
    ...(rest === undefined ? {} : { rest }),
    ...(stream === undefined ? {} : { stream }),
    ...(wsApi === undefined ? {} : { wsApi }),
  };
}
