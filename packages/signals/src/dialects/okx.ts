import { createFieldReading } from '../parse/field-reading.ts';
import { LOWER_CASE, MARKET_POSITION, SYMBOL, TEXT, TIME } from '../parse/field-readers.ts';
import { flattenFields } from '../parse/flatten-fields.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import { refuse } from '../parse/refuse.ts';
import { AMOUNT, BOOLEAN, TEST_NAMES } from './amount-readers.ts';
import { type BotUnit, botSize, sizeFaultOf } from './bot-size.ts';
import { botWish } from './bot-wish.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { EMPTY_ALERT } from './empty-alert.ts';
import { unknownNotes } from './unknown-notes.ts';
import { VERB } from './verbs.ts';
import { sentence } from '../sentences/sentence.ts';

/** Contracts and shares of the bot's own investment mean nothing outside of OKX. */
const UNITS: Readonly<Record<string, BotUnit>> = {
  base: 'base',
  margin: 'margin',
  percentage_balance: 'free-percent-margin',
  percentage_position: 'position-percent',
};

/** OKX's signal bot: a strategy's fill, or `ENTER_LONG` and the like. It tells no sizes of positions. */
export const OKX: Dialect = {
  modes: ['direction', 'command'],
  secretNames: ['signaltoken'],
  open: openJson,
  write: writeJson,
  read: (members) =>
    refuseForeign(members, { own: 'OKX signal bot', takesVerbs: true }) ?? read(flattenFields(members)),
};

function read(values: ReturnType<typeof flattenFields>): RouteAlertResult {
  if (!values.has('instrument')) {
    return refuse('foreign-platform', sentence('not-okx'));
  }
  const fields = createFieldReading(values);
  const symbol = fields.any(['instrument'], SYMBOL);
  const verb = fields.any(['action'], VERB);
  const position = fields.any(['marketposition'], MARKET_POSITION);
  const previous = fields.any(['prevmarketposition'], MARKET_POSITION);
  const firedAt = fields.any(['timestamp'], TIME);
  const orderId = fields.any(['id'], TEXT);
  const entry = createFieldReading(values);
  const orderType = entry.any(['ordertype'], LOWER_CASE);
  const sizes = createFieldReading(values);
  const amount = sizes.any(['amount'], AMOUNT);
  const unit = sizes.any(['investmenttype'], LOWER_CASE);
  const maxLag = entry.any(['maxlag'], AMOUNT);
  fields.any(['signaltoken'], TEXT);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const size = botSize(sizes, UNITS, { amount, unit, key: 'investmentType' });
  const wish = botWish(fields, { verb, position, previous, size });
  const sizeFault = sizeFaultOf(sizes, { wish, position });
  const refusal = sizeFault.refusal ?? fields.refusal();
  if (refusal !== null) return refusal;
  if (wish === null || symbol === null)
    return refuse('missing-symbol', sentence('field-missing', { field: 'instrument' }));
  const lag = maxLag === null ? [] : [sentence('lag-ignored', { field: 'maxLag' })];
  const notes = [...lag, ...sizeFault.notes, ...unknownNotes(values, [fields, entry, sizes])];
  return {
    ok: true,
    alert: { ...EMPTY_ALERT, symbol, orderId, firedAt, orderType, entryFault: entry.refusal(), notes },
    wishes: [wish],
    protect: null,
    isTest,
  };
}
