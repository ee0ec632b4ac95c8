import { buildAlert } from '../parse/build-alert.ts';
import type { FieldValues } from '../parse/collect-fields.ts';
import { createFieldReading, type FieldReading } from '../parse/field-reading.ts';
import { FIELD_NAMES } from '../parse/field-names.ts';
import { LOWER_CASE, PRICE, TEXT } from '../parse/field-readers.ts';
import { refuse } from '../parse/refuse.ts';
import { opposite } from '../plan/sides.ts';
import type { RouteMode } from '../route.ts';
import type { Wish, WishProtect, WishSize } from '../wish.ts';
import { BOOLEAN, LEVEL, TEST_NAMES } from './amount-readers.ts';
import type { RouteAlertResult } from './dialect.ts';
import { leavingWish } from './leaving-wish.ts';
import { orderOf } from './read-order.ts';
import { checkProtect, readProtect } from './read-protect.ts';
import { readSize } from './read-size.ts';
import { leavesOther, readSideBeside } from './side-beside.ts';
import { fitsPosition, readToldPosition, sidedBy, type ToldPosition } from './told-position.ts';
import { withTypeWords } from './type-word.ts';
import { unreadSizeNotes } from './unread-sizes.ts';
import { VERB_NAMES } from './verb-names.ts';
import { VERB, type Verb } from './verbs.ts';
import { wishOfFill } from './wish-of-fill.ts';
import { partOf, wishOfStep } from './wish-of-step.ts';
import { readWordBeside, sidedWord, type Word } from './word-beside.ts';
import { sentence } from '../sentences/sentence.ts';

/** Reads native names in the modes that tell no sizes of positions: `direction`, `order`, `command`. */
export function readNativeWishes(values: FieldValues, mode: RouteMode): RouteAlertResult {
  const fields = createFieldReading(withTypeWords(values));
  const found = fields.read(VERB_NAMES, VERB);
  const verb = found === null || found.type === 'side' ? found : sidedWord(fields, found);
  const size = readSize(fields);
  const stops = createFieldReading(values);
  const protect = readProtect(stops);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const built = buildAlert(withoutActions(values));
  if (!built.ok) return built;
  const side = verb?.type === 'side' ? verb.side : null;
  const told = readToldPosition(sidedBy(verb, built.alert), { side, isRaw: mode === 'order' });
  if (!told.ok) return fields.refusal() ?? told;
  const alert = { ...built.alert, notes: [...built.alert.notes, ...told.notes, ...unreadSizeNotes(values)] };
  const wish = mode === 'order' ? readOrder(fields, { verb, size, told }) : readVerb(fields, { verb, size, told });
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  if (wish === null) return refuse('missing-side', sentence('no-direction'));
  const direction = directionOf(wish);
  const wrong = protect === null || direction === null ? null : checkProtect(protect, direction, alert.price);
  const entryFault = alert.entryFault ?? stops.refusal() ?? wrong;
  return { ok: true, alert: { ...alert, entryFault }, wishes: [wish], protect: entersWith(wish, protect), isTest };
}

interface Parts {
  readonly verb: Verb | null;
  readonly size: WishSize | null;
  readonly told: ToldPosition;
}

function readOrder(fields: FieldReading, { verb, size, told }: Parts): Wish | null {
  if (verb !== null && verb.type !== 'side') {
    return fields.fail(refuse('missing-side', sentence('order-takes-sides')));
  }
  const triggerPrice = fields.any(['stopprice', 'triggerprice'], LEVEL);
  const tag = fields.any(['tag'], TEXT);
  // what an order cannot be placed without is no matter of entries alone
  const orderType = fields.read(FIELD_NAMES.orderType, LOWER_CASE);
  const level = orderType?.includes('limit') === true ? fields.read(FIELD_NAMES.price, PRICE) : null;
  const price = level === null ? null : ({ basis: 'price', price: level } as const);
  const side = verb?.side ?? null;
  // where the strategy is not on the order's side afterwards, it only left the other one
  const reduceOnly = leavesOther(fields, side, told.position);
  return orderOf({ side, size, orderType, price, triggerPrice, reduceOnly, tag }, fields);
}

function readVerb(fields: FieldReading, { verb, size, told }: Parts): Wish | null {
  if (verb === null || verb.type === 'side') {
    const { previous } = told;
    const beside = readSideBeside(fields, verb?.side ?? null, told.position);
    const position = told.position ?? beside.position;
    if (verb === null && position === null) return null;
    const [entered, left] = verb?.side === 'buy' ? (['long', 'short'] as const) : (['short', 'long'] as const);
    const isPart = beside.takesPart && size !== null && told.position === null;
    if (isPart)
      return leavingWish({ direction: left, size: beside.closes ? null : partOf(told, size), position: null });
    if (beside.leaves && (told.position === null || told.position === entered)) {
      return leavingWish({ direction: left, size: beside.closes ? null : size, position });
    }
    const grown = verb === null ? wishOfStep(told, size) : null;
    if (grown !== null) return grown;
    const leaves = told.sizes.after?.abs();
    const result = wishOfFill({ side: verb?.side ?? null, position, previous, size: partOf(told, size), leaves });
    return result.ok ? result.wish : fields.fail(result);
  }
  return readWord(fields, { verb, size, told });
}

function readWord(fields: FieldReading, { verb, size: own, told }: Parts & { readonly verb: Word }): Wish | null {
  const { position, previous } = told;
  const { leaves, closes } = readWordBeside(fields, verb, position);
  const size = closes ? null : own;
  // a close of a part is a reduction
  const isPart = verb.type === 'close' && (size ?? (verb.isAll === true ? null : partOf(told, null))) !== null;
  const word = isPart ? ({ type: 'reduce', direction: verb.direction } as const) : verb;
  if (position !== null && !fitsPosition(word, position)) {
    return fields.fail(refuse('conflicting-fields', sentence('action-against-position', { position })));
  }
  switch (verb.type) {
    case 'hold': {
      // it names the side that a part was taken from
      const step = wishOfStep(told, size);
      if (step?.type === 'reduce') return step;
      if (leaves) {
        return leavingWish({ direction: opposite(verb.direction), size, position: null });
      }
      return { ...verb, previous, size, ...closingPart(verb.direction, told) };
    }
    case 'add':
      return leaves
        ? fields.fail(refuse('conflicting-fields', sentence('fields-differ', { field: 'action', other: 'reduceOnly' })))
        : { ...verb, type: 'add', size };
    case 'close': {
      // flat is no part, whatever fill made it so
      const isWhole = verb.isAll === true && position === null && size?.unit !== 'position-percent';
      return leavingWish({ direction: verb.direction, size: isWhole ? null : partOf(told, size), position });
    }
    case 'reduce': {
      const part = partOf(told, size);
      return part === null && position !== 'flat' && !closes
        ? fields.fail(refuse('missing-size', sentence('reduction-needs-size')))
        : leavingWish({ ...verb, size: part, position });
    }
    case 'cancel':
      return { type: 'cancel', tag: fields.any(['tag'], TEXT) };
    default:
      return verb satisfies never;
  }
}

/** Of a turn whose positions are told, the size may hold what closes: what is left counts. */
function closingPart(
  direction: 'long' | 'short',
  { previous, sizes: { after } }: ToldPosition,
): Pick<Extract<Wish, { readonly type: 'hold' }>, 'includesClose' | 'leaves'> {
  return previous === opposite(direction) && after !== null
    ? { includesClose: true, leaves: after.abs() }
    : { includesClose: false };
}

function directionOf(wish: Wish): 'long' | 'short' | null {
  if (wish.type === 'hold' || wish.type === 'add') return wish.direction;
  return wish.type === 'order' && !wish.reduceOnly ? (wish.side === 'buy' ? 'long' : 'short') : null;
}

function entersWith(wish: Wish, protect: WishProtect | null): WishProtect | null {
  return wish.type === 'hold' || wish.type === 'add' || wish.type === 'order' ? protect : null;
}

const READ_HERE = /^(?:sl|tp\d*|stoploss|takeprofit\d*|stopprice)$/;

/** Verbs are no sides, and stops are not ignored here: `buildAlert` is to see none of them. */
function withoutActions(values: FieldValues): FieldValues {
  const names: ReadonlySet<string> = new Set([...VERB_NAMES.names, ...VERB_NAMES.fallbacks]);
  return new Map([...values].filter(([name]) => !names.has(name) && !READ_HERE.test(name)));
}
