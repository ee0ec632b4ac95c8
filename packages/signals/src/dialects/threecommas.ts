import { createFieldReading } from '../parse/field-reading.ts';
import { EXCHANGE, LOWER_CASE, MARKET_POSITION, PRICE, SYMBOL, TEXT, TIME, UNSIGNED } from '../parse/field-readers.ts';
import { flattenFields } from '../parse/flatten-fields.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import { refuse } from '../parse/refuse.ts';
import type { RouteMode } from '../route.ts';
import type { Alert } from '../signal.ts';
import { AMOUNT, BOOLEAN, TEST_NAMES } from './amount-readers.ts';
import { type BotUnit, botSize, sizeFaultOf } from './bot-size.ts';
import { botWish } from './bot-wish.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { EMPTY_ALERT } from './empty-alert.ts';
import { unknownNotes } from './unknown-notes.ts';
import { VERB } from './verbs.ts';
import { sentence } from '../sentences/sentence.ts';

const UNITS: Readonly<Record<string, BotUnit>> = {
  base: 'base',
  quote: 'notional',
  margin_percent: 'free-percent-margin',
  position_percent: 'position-percent',
};
const STRATEGY = 'strategyinfo';
const OWN_STOP = /^(?:stoploss|takeprofit|trailing)/;

/** 3Commas' signal bot: its strategy type tells the positions with their sizes, its custom type `enter_long` and the like. */
export const THREECOMMAS: Dialect = {
  modes: ['chain', 'target', 'direction', 'command'],
  secretNames: [],
  open: openJson,
  write: writeJson,
  read: (members, mode) =>
    refuseForeign(members, { own: '3Commas', takesVerbs: true }) ?? read(flattenFields(members), mode),
};

function read(values: ReturnType<typeof flattenFields>, mode: RouteMode): RouteAlertResult {
  if (values.has('messagetype') || values.has('emailtoken')) {
    return refuse('foreign-platform', sentence('dca-bot'));
  }
  if (!values.has('botuuid')) {
    return refuse('foreign-platform', sentence('not-threecommas'));
  }
  const fields = createFieldReading(values);
  const entry = createFieldReading(values);
  const stop = [...values].find(([name]) => OWN_STOP.test(name));
  if (stop !== undefined) {
    const path = stop[1][0]?.path ?? stop[0];
    entry.fail(refuse('unsupported-order-type', sentence('stop-not-read', { field: path })));
  }
  const verb = fields.any(['action'], VERB);
  const sizes = createFieldReading(values);
  const amount = sizes.any(['order.amount'], AMOUNT);
  const unit = sizes.any(['order.currencytype'], LOWER_CASE);
  const symbol = fields.any(['tvinstrument', 'pair'], SYMBOL);
  const position = fields.any([`${STRATEGY}.marketposition`], MARKET_POSITION);
  const previous = fields.any([`${STRATEGY}.prevmarketposition`], MARKET_POSITION);
  const orderType = entry.any(['order.ordertype'], LOWER_CASE);
  // a limit rests at its own price
  const limitPrice = orderType === 'limit' ? entry.any(['order.price'], PRICE) : null;
  const firedPrice = entry.read({ names: ['triggerprice'], fallbacks: ['order.price'] }, PRICE);
  const told = {
    exchange: fields.any(['tvexchange'], EXCHANGE),
    price: limitPrice ?? firedPrice,
    firedAt: fields.any(['timestamp'], TIME),
    orderType,
    marketPositionSize: fields.any([`${STRATEGY}.marketpositionsize`], UNSIGNED),
    prevMarketPositionSize: fields.any([`${STRATEGY}.prevmarketpositionsize`], UNSIGNED),
  };
  const maxLag = entry.any(['maxlag'], AMOUNT);
  fields.any(['botuuid'], TEXT);
  fields.any(['secret'], TEXT);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const tellsPositions = mode === 'chain' || mode === 'target';
  const size = tellsPositions ? null : botSize(sizes, UNITS, { amount, unit, key: 'order.currency_type' });
  const wish = tellsPositions ? null : botWish(fields, { verb, position, previous, size });
  const sizeFault = sizeFaultOf(sizes, { wish, position });
  const refusal = sizeFault.refusal ?? fields.refusal();
  if (refusal !== null) return refusal;
  if (symbol === null) return refuse('missing-symbol', sentence('field-missing', { field: 'tv_instrument' }));
  if (tellsPositions && verb !== null && verb.type !== 'side') {
    return refuse('missing-field', sentence('custom-type', { mode }));
  }
  const lag = maxLag === null ? [] : [sentence('lag-ignored', { field: 'max_lag' })];
  const alert: Alert = {
    ...EMPTY_ALERT,
    ...told,
    symbol,
    action: verb?.type === 'side' ? verb.side : null,
    contracts: unit === 'base' ? amount : null,
    marketPosition: position,
    prevMarketPosition: previous,
    entryFault: entry.refusal(),
    notes: [
      ...lag,
      ...sizeFault.notes,
      ...unknownNotes(new Map([...values].filter(([name]) => !OWN_STOP.test(name))), [fields, entry, sizes]),
    ],
  };
  return { ok: true, alert, wishes: wish === null ? [] : [wish], protect: null, isTest };
}
