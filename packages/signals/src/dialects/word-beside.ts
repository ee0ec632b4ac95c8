import { LOWER_CASE } from '../parse/field-readers.ts';
import type { FieldReading } from '../parse/field-reading.ts';
import { readNumber } from '../parse/read-number.ts';
import { refuse } from '../parse/refuse.ts';
import { type Direction, opposite } from '../plan/sides.ts';
import { sentence } from '../sentences/sentence.ts';
import type { HeldDirection } from '../wish.ts';
import { BOOLEAN } from './amount-readers.ts';
import { toVerb, type Verb } from './verbs.ts';

/** A verb that is neither buy nor sell. */
export type Word = Exclude<Verb, { readonly type: 'side' }>;
type Directed = Exclude<Word, { readonly type: 'cancel' }>;

/** What an alert says beside a word other than buy and sell of how far it goes. */
export interface WordBeside {
  /** It opens nothing. */
  readonly leaves: boolean;
  /** All is left, whatever size stands beside it. */
  readonly closes: boolean;
}

const SIDE_NAMES = [
  ['positionside', 'positionSide'],
  ['direction', 'direction'],
  ['command', 'command'],
  ['type', 'type'],
] as const;

/** A word with the side that is named beside it, where it names none itself; another one than its own is refused. */
export function sidedWord(fields: FieldReading, verb: Word): Word {
  if (verb.type === 'cancel') return verb;
  let { direction } = verb;
  for (const [name, other] of SIDE_NAMES) {
    const side = readSide(fields, name, verb);
    if (side !== null && direction !== null && side !== direction) differ(fields, other);
    direction ??= side;
  }
  return verb.type === 'hold' ? verb : { ...verb, direction };
}

/** Reads what makes an exit of a word, and a whole one. */
export function readWordBeside(fields: FieldReading, verb: Word, told: HeldDirection | null): WordBeside {
  if (verb.type === 'cancel') return { leaves: false, closes: false };
  if (verb.type === 'close' || verb.type === 'reduce') {
    // what cannot be read there holds no exit back
    const closes = fields.any(['closeposition'], LOWER_CASE) === 'true';
    return { leaves: true, closes: closes && (told ?? 'flat') === 'flat' };
  }
  const reduces = fields.any(['reduceonly'], BOOLEAN) ?? false;
  const closes = (fields.any(['closeposition'], BOOLEAN) ?? false) || (told === null && tellsFlat(fields));
  return { leaves: reduces || closes, closes };
}

/** The position's side, by its bare name or by a word that asks for the same. */
function readSide(fields: FieldReading, name: string, verb: Directed): Direction | null {
  const text = fields.any([name], LOWER_CASE);
  if (text === 'long' || text === 'short') return text;
  const word = text === null || name === 'positionside' ? null : toVerb(text);
  if (word === null || word.type === 'side' || word.type === 'cancel') return null;
  if (word.type === verb.type) return word.direction;
  const isLeft = word.type === 'close' || word.type === 'reduce';
  // a side that is held leaves the other one
  return verb.type === 'hold' && isLeft && word.direction !== opposite(verb.direction)
    ? opposite(verb.direction)
    : null;
}

function tellsFlat(fields: FieldReading): boolean {
  const text = fields.any(['position'], LOWER_CASE);
  if (text === null) return false;
  const size = readNumber(text, 'position');
  return toVerb(text)?.type === 'close' || (size.ok && size.value.isZero());
}

function differ(fields: FieldReading, other: string): null {
  return fields.fail(refuse('conflicting-fields', sentence('fields-differ', { field: 'action', other })));
}
