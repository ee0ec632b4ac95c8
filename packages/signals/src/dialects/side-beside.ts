import type { FieldReading } from '../parse/field-reading.ts';
import { LOWER_CASE } from '../parse/field-readers.ts';
import { readNumber } from '../parse/read-number.ts';
import { quote, refuse } from '../parse/refuse.ts';
import { sentence } from '../sentences/sentence.ts';
import type { HeldDirection } from '../wish.ts';
import { BOOLEAN } from './amount-readers.ts';
import { toVerb } from './verbs.ts';

/** What an alert says of the position beside its buy or sell, by other names than those that tell one. */
export interface SideBeside {
  /** After the fill, where that is not the side that it enters; `null`: not said. */
  readonly position: HeldDirection | null;
  /** It only leaves the other side. */
  readonly leaves: boolean;
  /** All of it, whatever size stands beside it. */
  readonly closes: boolean;
}

/** Whether an order only leaves the other side, by the position that is told or by what stands beside it. */
export function leavesOther(fields: FieldReading, side: 'buy' | 'sell' | null, told: HeldDirection | null): boolean {
  const beside = readSideBeside(fields, side, told);
  const position = told ?? beside.position;
  return beside.leaves || (position !== null && position !== (side === 'buy' ? 'long' : 'short'));
}

type Said = HeldDirection | 'less' | null;

/** Reads what makes an exit of a buy or a sell, so that it opens nothing; what contradicts it is refused. */
export function readSideBeside(
  fields: FieldReading,
  side: 'buy' | 'sell' | null,
  told: HeldDirection | null,
): SideBeside {
  if (side === null) return { position: null, leaves: false, closes: false };
  const entered = side === 'buy' ? 'long' : 'short';
  const closes = fields.any(['closeposition'], BOOLEAN) ?? false;
  const reduces = fields.any(['reduceonly'], BOOLEAN) ?? false;
  const held = fields.any(['positionside'], LOWER_CASE);
  // where the position is told, no word says another one
  const names = told === null ? ['position', 'direction', 'command'] : [];
  const said = names.map((name) => readWord(fields, name, side));
  const [position = null, ...others] = said.filter((word) => word !== null && word !== 'less');
  if (position !== null && others.some((word) => word !== position)) {
    fields.fail(refuse('conflicting-fields', sentence('action-against-position', { position })));
  }
  const isOther = (held === 'long' || held === 'short') && held !== entered;
  const leaves = closes || reduces || isOther || said.includes('less');
  return { position: position === entered ? null : position, leaves, closes };
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
      return verb.direction === (side === 'buy' ? 'long' : 'short') ? differ(fields, name) : 'flat';
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
