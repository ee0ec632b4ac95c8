import { createFieldReading } from '../parse/field-reading.ts';
import { EXCHANGE, LOWER_CASE, MARKET_POSITION, PRICE, SYMBOL, TEXT, TIME, UNSIGNED } from '../parse/field-readers.ts';
import { flattenFields } from '../parse/flatten-fields.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import { refuse } from '../parse/refuse.ts';
import type { RouteMode } from '../route.ts';
import type { Alert } from '../signal.ts';
import { AMOUNT } from './amount-readers.ts';
import { type BotUnit, botSize } from './bot-size.ts';
import { botWish } from './bot-wish.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { EMPTY_ALERT } from './empty-alert.ts';
import { unknownNotes } from './unknown-notes.ts';
import { VERB } from './verbs.ts';

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
    return refuse('foreign-platform', 'This is an alert for a DCA bot of 3Commas; only its signal bot is read.');
  }
  if (!values.has('botuuid')) {
    return refuse('foreign-platform', 'bot_uuid is missing: this is no alert of 3Commas’ signal bot.');
  }
  const stop = [...values].find(([name]) => OWN_STOP.test(name));
  if (stop !== undefined) {
    const path = stop[1][0]?.path ?? stop[0];
    return refuse('unsupported-order-type', `${path} in the alert is not read; set protect on the route.`);
  }
  const fields = createFieldReading(values);
  const verb = fields.any(['action'], VERB);
  const amount = fields.any(['order.amount'], AMOUNT);
  const unit = fields.any(['order.currencytype'], LOWER_CASE);
  const symbol = fields.any(['tvinstrument', 'pair'], SYMBOL);
  const position = fields.any([`${STRATEGY}.marketposition`], MARKET_POSITION);
  const previous = fields.any([`${STRATEGY}.prevmarketposition`], MARKET_POSITION);
  const told = {
    exchange: fields.any(['tvexchange'], EXCHANGE),
    price: fields.read({ names: ['triggerprice'], fallbacks: ['order.price'] }, PRICE),
    firedAt: fields.any(['timestamp'], TIME),
    orderType: fields.any(['order.ordertype'], LOWER_CASE),
    marketPositionSize: fields.any([`${STRATEGY}.marketpositionsize`], UNSIGNED),
    prevMarketPositionSize: fields.any([`${STRATEGY}.prevmarketpositionsize`], UNSIGNED),
  };
  const maxLag = fields.any(['maxlag'], AMOUNT);
  fields.any(['botuuid'], TEXT);
  fields.any(['secret'], TEXT);
  const tellsPositions = mode === 'chain' || mode === 'target';
  const size = tellsPositions ? null : botSize(fields, UNITS, { amount, unit, key: 'order.currency_type' });
  const wish = tellsPositions ? null : botWish(fields, { verb, position, previous, size });
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  if (symbol === null) return refuse('missing-symbol', 'tv_instrument is missing.');
  if (tellsPositions && verb !== null && verb.type !== 'side') {
    return refuse(
      'missing-field',
      `Mode ${mode} needs the strategy type’s alert; this is the custom type’s, use mode direction.`,
    );
  }
  const lag = maxLag === null ? [] : ['max_lag is ignored; the route’s limits.maxAge stands.'];
  const alert: Alert = {
    ...EMPTY_ALERT,
    ...told,
    symbol,
    action: verb?.type === 'side' ? verb.side : null,
    contracts: unit === 'base' ? amount : null,
    marketPosition: position,
    prevMarketPosition: previous,
    notes: [...lag, ...unknownNotes(values, fields.asked)],
  };
  return { ok: true, alert, wishes: wish === null ? [] : [wish], protect: null, isTest: false };
}
