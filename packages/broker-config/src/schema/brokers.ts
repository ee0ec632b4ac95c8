import { MARGIN_TYPES, POSITION_MODES } from '@perpdesk/broker-core';
import { z } from 'zod';
import { amountFromZero, feeRate, positiveAmount } from './amount.ts';
import { duration, durationBetween } from './duration.ts';
import { accountLimitsSchema } from './limits.ts';
import { asset, block, flag, mapping, name, oneOf, symbol, integer } from './names.ts';
import { secretRef } from './secret-ref.ts';
import { warningsSchema } from './warnings.ts';

const leverage = integer(1, 200);
const marginType = oneOf(MARGIN_TYPES);
function address(form: RegExp, example: string) {
  const error = `an address such as "${example}"`;
  return z.string({ error }).regex(form, { error });
}
const httpAddress = address(/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/, 'http://127.0.0.1:9000');
const socketAddress = address(/^wss?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/, 'ws://127.0.0.1:9000');

const settingsSchema = block('settings of the account', {
  leverage: leverage.optional().meta({ description: 'Set on every traded instrument at the start.' }),
  marginType: marginType.optional().meta({ description: 'Set on every traded instrument at the start.' }),
  positionMode: oneOf(POSITION_MODES).optional().meta({ description: 'Set at the start while nothing is open.' }),
  symbols: mapping(
    'an instrument and its own settings',
    symbol,
    block('leverage and marginType', { leverage: leverage.optional(), marginType: marginType.optional() }),
  )
    .optional()
    .meta({ description: 'Settings of single instruments.' }),
  balances: mapping('an asset and an amount in quotes', asset, amountFromZero)
    .optional()
    .meta({ description: 'Paper: what the account begins with. Default USDT "10000".' }),
  seed: integer(0, 4_294_967_295).optional().meta({ description: 'Paper: makes the prices repeatable. Default 1.' }),
  volatility: amountFromZero.optional().meta({
    description: 'Paper: annual, as a fraction; "0" lets prices stand still. Default "0.5".',
  }),
  prices: mapping('an instrument and a price in quotes', symbol, positiveAmount)
    .optional()
    .meta({ description: 'Paper: where prices begin.' }),
  fees: block('maker and taker', { maker: feeRate.optional(), taker: feeRate.optional() })
    .optional()
    .meta({ description: 'Paper: fractions of notional. Default maker "0.0002", taker "0.0005".' }),
});

const credentialsSchema = block('apiKey with secretKey or privateKey', {
  apiKey: secretRef,
  secretKey: secretRef.optional(),
  privateKey: secretRef.optional(),
});

export const brokerSchema = block('a broker', {
  type: name.optional().meta({ description: 'The kind of exchange. Default: the name.' }),
  enabled: flag.default(true).meta({ description: 'Whether it is used at all.' }),
  environment: oneOf(['live', 'demo']).optional().meta({ description: 'Not on paper. Default demo.' }),
  credentials: credentialsSchema.optional().meta({ description: 'Keys of the account; not on paper.' }),
  settings: settingsSchema.prefault({}),
  endpoints: block('rest, stream and wsApi', {
    rest: httpAddress.optional(),
    stream: socketAddress.optional(),
    wsApi: socketAddress.optional(),
  })
    .optional()
    .meta({ description: 'Other bases than the exchange’s own; not on paper.' }),
  unsafeEndpoints: flag
    .default(false)
    .meta({ description: 'Allows hosts other than loopback and the exchange’s own; not on paper.' }),
  allowWithdrawals: flag.default(false).meta({ description: 'Accepts a live key that may withdraw; not on paper.' }),
  recvWindow: durationBetween(1_000, 60_000, 'a duration from 1s to 60s')
    .prefault('5s')
    .meta({ description: 'How long a request is valid at the exchange, where nothing else says it; not on paper.' }),
  absenceMargin: duration
    .prefault('5s')
    .meta({ description: 'How long past its validity an order counts as possible.' }),
  limits: accountLimitsSchema.optional().meta({ description: 'Of the account, as in routes; the strictest counts.' }),
  warnings: warningsSchema
    .prefault({})
    .meta({ description: 'When its chats are warned; told once, and once when it is over.' }),
});
export type BrokerInput = z.infer<typeof brokerSchema>;

export const brokersSchema = mapping('a name and a broker', name, brokerSchema);
