import { createFieldReading, type FieldReading } from '../parse/field-reading.ts';
import { LOWER_CASE, PRICE, SYMBOL, TEXT, TIME } from '../parse/field-readers.ts';
import { flattenFields } from '../parse/flatten-fields.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import { quote, refuse } from '../parse/refuse.ts';
import type { FieldReader } from '../parse/resolve-field.ts';
import { opposite } from '../plan/sides.ts';
import type { RouteMode } from '../route.ts';
import type { HeldDirection, Wish, WishPrice, WishProtect, WishSize } from '../wish.ts';
import { AMOUNT, BOOLEAN, PERCENT, TEST_NAMES } from './amount-readers.ts';
import { sizeFaultOf } from './bot-size.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { EMPTY_ALERT } from './empty-alert.ts';
import { leavingWish } from './leaving-wish.ts';
import { checkProtect } from './read-protect.ts';
import { leavingType } from './type-word.ts';
import { unknownNotes } from './unknown-notes.ts';
import { wishOfFill } from './wish-of-fill.ts';
import { sentence } from '../sentences/sentence.ts';

const ACTIONS = ['buy', 'sell', 'exit', 'cancel', 'add'] as const;
type Action = (typeof ACTIONS)[number];
const SENTIMENTS: Readonly<Record<string, HeldDirection>> = {
  bullish: 'long',
  long: 'long',
  bearish: 'short',
  short: 'short',
  flat: 'flat',
};

const ACTION: FieldReader<Action> = {
  read: (text, path) => {
    const action = ACTIONS.find((word) => word === text.trim().toLowerCase());
    return action === undefined
      ? refuse(
          'missing-side',
          sentence('words-expected', { field: path, shown: quote(text), words: ACTIONS.join(', ') }),
        )
      : { ok: true, value: action };
  },
  same: (a, b) => a === b,
};
const SENTIMENT: FieldReader<HeldDirection> = {
  read: (text, path) => {
    const word = text.trim().toLowerCase();
    const direction = Object.hasOwn(SENTIMENTS, word) ? SENTIMENTS[word] : undefined;
    return direction === undefined
      ? refuse('missing-side', sentence('sentiment-expected', { field: path, shown: quote(text) }))
      : { ok: true, value: direction };
  },
  same: (a, b) => a === b,
};

/** TradersPost's webhook: an action, and by `sentiment` the side that is wanted afterwards. */
export const TRADERSPOST: Dialect = {
  modes: ['direction', 'command'],
  secretNames: [],
  open: openJson,
  write: writeJson,
  read: (members, mode) =>
    refuseForeign(members, { own: 'TradersPost', takesVerbs: true }) ?? read(flattenFields(members), mode),
};

function read(values: ReturnType<typeof flattenFields>, mode: RouteMode): RouteAlertResult {
  const fields = createFieldReading(values);
  if (values.has('optiontype') || values.has('strikecount')) {
    return refuse('unsupported-asset', sentence('option-alert'));
  }
  const symbol = fields.any(['ticker'], SYMBOL);
  const action = fields.any(['action'], ACTION);
  const position = fields.any(['sentiment'], SENTIMENT);
  const firedAt = fields.any(['time'], TIME);
  const interval = fields.any(['interval'], TEXT);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const cancels = fields.any(['cancel'], BOOLEAN) ?? false;
  const entry = createFieldReading(values);
  const orderType = entry.any(['ordertype'], LOWER_CASE);
  // a limit rests at its own price
  const limitPrice = orderType === 'limit' ? entry.any(['limitprice'], PRICE) : null;
  const signalPrice = entry.read({ names: ['price'], fallbacks: ['signalprice'] }, PRICE);
  const price = limitPrice ?? signalPrice;
  const sizes = createFieldReading(values);
  const size = readSize(sizes);
  const protect = readProtect(entry);
  if (fields.refusal() === null && symbol === null)
    return refuse('missing-symbol', sentence('field-missing', { field: 'ticker' }));
  if (fields.refusal() === null && action === null)
    return refuse('missing-side', sentence('field-missing', { field: 'action' }));
  const left = leavingType(values);
  const wish = action === null ? null : wishOf(fields, { action, position, size, left });
  const wrong = wish?.type === 'hold' && protect !== null ? checkProtect(protect, wish.direction, price) : null;
  if (wrong !== null) entry.fail(wrong);
  if (size?.unit === 'risk' && protect?.stopLoss === undefined && wish !== null && 'size' in wish) {
    const isEntry = wish.type === 'hold' || wish.type === 'add';
    (isEntry ? entry : fields).fail(refuse('missing-size', sentence('risk-amount-needs-stop')));
  }
  const sizeFault = sizeFaultOf(sizes, { wish, position });
  const refusal = sizeFault.refusal ?? fields.refusal();
  if (refusal !== null) return refusal;
  if (wish === null || symbol === null) return refuse('missing-side', sentence('field-missing', { field: 'action' }));
  const cancelsFirst = cancels && wish.type !== 'cancel';
  // a close without its cancel is worth more than none
  const isDropped = cancelsFirst && mode !== 'command';
  const notes = [
    ...(isDropped ? [sentence('cancel-ignored', { mode })] : []),
    ...sizeFault.notes,
    ...unknownNotes(values, [fields, entry, sizes, { asked: new Set(left === null ? [] : ['type']) }]),
  ];
  return {
    ok: true,
    alert: { ...EMPTY_ALERT, symbol, price, firedAt, interval, orderType, entryFault: entry.refusal(), notes },
    wishes: cancelsFirst && !isDropped ? [{ type: 'cancel', tag: null }, wish] : [wish],
    protect: wish.type === 'hold' || wish.type === 'add' ? protect : null,
    isTest,
  };
}

interface Parts {
  readonly action: Action;
  readonly position: HeldDirection | null;
  readonly size: WishSize | null;
  /** What `type` says. */
  readonly left: ReturnType<typeof leavingType>;
}

function wishOf(fields: FieldReading, { action, position, size, left }: Parts): Wish | null {
  switch (action) {
    case 'cancel':
      return { type: 'cancel', tag: null };
    case 'exit':
      return leavingWish({ direction: null, size, position });
    case 'add':
      return { type: 'add', direction: null, size };
    case 'buy':
    case 'sell': {
      const direction = action === 'buy' ? 'short' : 'long';
      const isExit = left !== null && left.direction !== opposite(direction);
      if (isExit && position === null) return leavingWish({ direction, size, position });
      const result = wishOfFill({ side: action, position, previous: null, size });
      if (!result.ok) return fields.fail(result);
      const isEntry = result.wish.type === 'hold';
      return isEntry && size?.unit === 'position-percent'
        ? fields.fail(refuse('ambiguous-unit', sentence('part-sizes-exits')))
        : result.wish;
    }
    default:
      return action satisfies never;
  }
}

function readSize(fields: FieldReading): WishSize | null {
  const type = fields.any(['quantitytype'], LOWER_CASE) ?? 'fixed_quantity';
  const value = fields.any(['quantity'], AMOUNT);
  if (value === null) return null;
  switch (type) {
    case 'fixed_quantity':
      return { unit: 'strategy', quantity: value };
    case 'dollar_amount':
      return { unit: 'notional', notional: value };
    case 'risk_dollar_amount':
      return { unit: 'risk', amount: value };
    case 'percent_of_equity':
      return { unit: 'equity-percent-notional', percent: value };
    case 'percent_of_position':
      return { unit: 'position-percent', percent: value };
    default:
      return fields.fail(refuse('ambiguous-unit', sentence('quantity-type-unknown', { shown: quote(type) })));
  }
}

function readProtect(fields: FieldReading): WishProtect | null {
  const type = fields.any(['stoploss.type'], LOWER_CASE);
  const trails = fields.any(['stoploss.trailamount', 'stoploss.trailpercent'], AMOUNT);
  if (trails !== null || type === 'trailing_stop') {
    return fields.fail(refuse('unsupported-order-type', sentence('trailing-not-read')));
  }
  const stopLoss = level(fields, ['stoploss.stopprice'], 'stoploss');
  const target = level(fields, ['takeprofit.limitprice', 'takeprofit.price'], 'takeprofit');
  const takeProfits = target === null ? [] : [{ at: target, share: null }];
  return stopLoss === null && target === null ? null : { stopLoss, takeProfits };
}

function level(fields: FieldReading, prices: readonly string[], block: string): WishPrice | null {
  const price = fields.any(prices, AMOUNT);
  const percent = fields.any([`${block}.percent`], PERCENT);
  const distance = fields.any([`${block}.amount`], AMOUNT);
  if ([price, percent, distance].filter((value) => value !== null).length > 1) {
    return fields.fail(refuse('conflicting-fields', sentence('given-twice', { field: block })));
  }
  if (price !== null) return { basis: 'price', price };
  if (percent !== null) return { basis: 'percent', percent };
  return distance === null ? null : { basis: 'distance', distance };
}
