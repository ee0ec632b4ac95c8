import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { FieldValue, FieldValues } from '../parse/collect-fields.ts';
import { createFieldReading, type FieldReading } from '../parse/field-reading.ts';
import { LOWER_CASE, TEXT } from '../parse/field-readers.ts';
import { flattenFields } from '../parse/flatten-fields.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { buildAlert } from '../parse/build-alert.ts';
import type { WishPrice, WishProtect, WishSize } from '../wish.ts';
import { AMOUNT, BOOLEAN, LEVEL, TEST_NAMES } from './amount-readers.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { parseKeyValues, writeKeyValues } from './key-values.ts';
import { readNative } from './native.ts';
import { orderOf } from './read-order.ts';
import { checkProtect } from './read-protect.ts';
import { readSize } from './read-size.ts';
import { leavesOther } from './side-beside.ts';
import { readToldPosition } from './told-position.ts';
import { withTypeWords } from './type-word.ts';
import { VERB } from './verbs.ts';

const HUNDRED = decimal('100');
const TARGETS = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;
/** What OctoBot calls them. */
const OTHER_NAMES: Readonly<Record<string, string>> = { signal: 'action', volume: 'quantity' };

/** Text of `name=value`: native names, and those of OctoBot in mode `order`. */
export const KV: Dialect = {
  modes: ['chain', 'target', 'direction', 'order', 'command'],
  secretNames: [],
  open: parseKeyValues,
  write: writeKeyValues,
  read: (members, mode) => {
    const foreign = refuseForeign(members, { own: 'key=value', takesVerbs: mode !== 'chain' && mode !== 'target' });
    if (foreign !== null) return foreign;
    const values = renamed(flattenFields(members));
    return mode === 'order' ? readOrder(values) : readNative(values, mode);
  },
};

function renamed(values: FieldValues): FieldValues {
  const all = new Map<string, readonly FieldValue[]>();
  for (const [name, found] of values) {
    const own = OTHER_NAMES[name] ?? name;
    all.set(own, [...(all.get(own) ?? []), ...found]);
  }
  return all;
}

function readOrder(values: FieldValues): RouteAlertResult {
  const fields = createFieldReading(withTypeWords(values));
  const verb = fields.any(['action', 'orderaction', 'side'], VERB);
  const orderType = fields.any(['ordertype', 'ordtype'], LOWER_CASE);
  const isStop = orderType?.startsWith('stop') ?? false;
  const size = toBase(readSize(fields));
  // what an order cannot be placed without is no matter of entries alone
  const entry = createFieldReading(values);
  const isLimit = orderType?.includes('limit') ?? false;
  const price = (isLimit ? fields : entry).any(['price', 'orderprice', 'limitprice'], LEVEL);
  const stop = (isStop ? fields : entry).any(['stopprice', 'triggerprice'], LEVEL);
  const tag = fields.any(['tag'], TEXT);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const targets = readTargets(entry);
  const protect = toProtect(isStop ? null : stop, targets);
  const rest = new Map([...values].filter(([name]) => !fields.asked.has(name) && !entry.asked.has(name)));
  const built = buildAlert(rest);
  if (!built.ok) return fields.refusal() ?? built;
  const side = verb?.type === 'side' ? verb.side : null;
  const position = readToldPosition(built.alert, { side, isRaw: true });
  if (!position.ok) return fields.refusal() ?? position;
  const reduceOnly = leavesOther(fields, side, position.position);
  const wish = orderOf({ side, size, orderType, price, triggerPrice: isStop ? stop : null, reduceOnly, tag }, fields);
  const told = price?.basis === 'price' ? price.price : null;
  const wrong =
    wish === null || wish.reduceOnly || protect === null
      ? null
      : checkProtect(protect, wish.side === 'buy' ? 'long' : 'short', told);
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  const wishes = wish === null ? [] : [wish];
  const entryFault = built.alert.entryFault ?? entry.refusal() ?? wrong;
  return { ok: true, alert: { ...built.alert, orderType, price: told, entryFault }, wishes, protect, isTest };
}

/** In these orders a quantity is the base asset's. */
function toBase(size: WishSize | null): WishSize | null {
  return size?.unit === 'strategy' ? { unit: 'base', quantity: size.quantity } : size;
}

interface Target {
  readonly at: WishPrice;
  readonly ratio: Decimal | null;
}

function readTargets(fields: FieldReading): readonly Target[] {
  return TARGETS.flatMap((n) => {
    const at = fields.any([`takeprofitprice${n}`], LEVEL);
    const ratio = fields.any([`takeprofitvolumeratio${n}`], AMOUNT);
    return at === null ? [] : [{ at: awayFromEntry(at), ratio }];
  });
}

/** Ratios become shares of 100 %. */
function toProtect(stop: WishPrice | null, targets: readonly Target[]): WishProtect | null {
  if (stop === null && targets.length === 0) return null;
  const sum = targets.reduce((all, { ratio }) => all.plus(ratio ?? '0'), decimal('0'));
  const takeProfits = targets.map(({ at, ratio }) => ({
    at,
    share: ratio === null || sum.isZero() ? null : ratio.times(HUNDRED).div(sum),
  }));
  return { stopLoss: stop === null ? null : awayFromEntry(stop), takeProfits };
}

function awayFromEntry(level: WishPrice): WishPrice {
  switch (level.basis) {
    case 'price':
      return level;
    case 'percent':
      return { basis: 'percent', percent: level.percent.abs() };
    case 'distance':
      return { basis: 'distance', distance: level.distance.abs() };
    default:
      return level satisfies never;
  }
}
