import type { FieldReading } from '../parse/field-reading.ts';
import { LOWER_CASE } from '../parse/field-readers.ts';
import { readNumber } from '../parse/read-number.ts';
import { quote, refuse } from '../parse/refuse.ts';
import { sentence } from '../sentences/sentence.ts';
import type { HeldDirection } from '../wish.ts';
import { BOOLEAN } from './amount-readers.ts';
import { isLeaving } from './type-word.ts';
import { toVerb } from './verbs.ts';

/** What an alert says of the position beside its buy or sell, by other names than those that tell one. */
export interface SideBeside {
  /** After the fill, where that is not the side that it enters; `null`: not said. */
  readonly position: HeldDirection | null;
  /** It only leaves the other side. */
  readonly leaves: boolean;
  /** All of it, whatever size stands beside it. */
  readonly closes: boolean;
  /** By a word that takes the part that a size names. */
  readonly takesPart: boolean;
}

/** Whether an order only leaves the other side, by the position that is told or by what stands beside it. */
export function leavesOther(fields: FieldReading, side: 'buy' | 'sell' | null, told: HeldDirection | null): boolean {
  const beside = readSideBeside(fields, side, told);
  const position = told ?? beside.position;
  return beside.leaves || (position !== null && position !== (side === 'buy' ? 'long' : 'short'));
}

/** `exit`: a part where a size names one, else all. */
type Said = HeldDirection | 'less' | 'exit' | null;

/** Reads what makes an exit of a buy or a sell, so that it opens nothing; what contradicts it is refused. */
export function readSideBeside(
  fields: FieldReading,
  side: 'buy' | 'sell' | null,
  told: HeldDirection | null,
): SideBeside {
  if (side === null) return { position: null, leaves: false, closes: false, takesPart: false };
  const entered = side === 'buy' ? 'long' : 'short';
  const closes = fields.any(['closeposition'], BOOLEAN) ?? false;
  const reduces = fields.any(['reduceonly'], BOOLEAN) ?? false;
  const held = fields.any(['positionside'], LOWER_CASE);
  // where the position is told, no word says another one; but what leaves opens nothing
  const said = told === null ? ['position', ...WORD_NAMES].map((name) => readWord(fields, name, side)) : [];
  const isLeft = told === entered && WORD_NAMES.some((name) => leavesBy(fields, name));
  const [position = null, ...others] = said
    .filter((word) => word !== null && word !== 'less')
    .map((word) => (word === 'exit' ? 'flat' : word));
  if (position !== null && others.some((word) => word !== position)) {
    fields.fail(refuse('conflicting-fields', sentence('action-against-position', { position })));
  }
  const isOther = (held === 'long' || held === 'short') && held !== entered;
  const leaves = closes || reduces || isOther || isLeft || said.includes('less');
  const takesPart = said.includes('exit') && !said.includes('flat');
  return { position: position === entered ? null : position, leaves, closes, takesPart };
}

const WORD_NAMES = ['direction', 'command', 'type'] as const;

function leavesBy(fields: FieldReading, name: string): boolean {
  const text = fields.any([name], LOWER_CASE);
  return text !== null && isLeaving(toVerb(text));
}

function readWord(fields: FieldReading, name: string, side: 'buy' | 'sell'): Said {
  const text = fields.any([name], LOWER_CASE);
  const verb = text === null ? null : toVerb(text);
  switch (verb?.type) {
    case undefined:
      return text === null || name !== 'position' ? null : readSize(fields, text);
    case 'hold':
      return verb.direction;
    case 'close':
      return verb.direction === (side === 'buy' ? 'long' : 'short')
        ? differ(fields, name)
        : name === 'position' || verb.isAll === true
          ? 'flat'
          : 'exit';
    case 'reduce':
      return 'less';
    case 'add':
      return null;
    case 'side':
      return verb.side === side ? null : differ(fields, name);
    case 'cancel':
      return differ(fields, name);
    default:
      return verb satisfies undefined;
  }
}

/** A size with a sign, or none; one without could be of either side. */
function readSize(fields: FieldReading, text: string): Said {
  const size = readNumber(text, 'position');
  if (size.ok && size.value.isZero()) return 'flat';
  if (size.ok && size.value.isNegative()) return 'short';
  return fields.fail(refuse('missing-side', sentence('position-expected', { field: 'position', shown: quote(text) })));
}

function differ(fields: FieldReading, name: string): null {
  return fields.fail(refuse('conflicting-fields', sentence('fields-differ', { field: 'action', other: name })));
}
