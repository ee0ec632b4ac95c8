import type { FieldValues } from '../parse/collect-fields.ts';
import type { FieldReading } from '../parse/field-reading.ts';
import { sentence } from '../sentences/sentence.ts';

const SHOWN = 5;

/** Says which keys were not looked at. */
export function unknownNotes(values: FieldValues, readings: readonly Pick<FieldReading, 'asked'>[]): readonly string[] {
  const paths = [...values]
    .filter(([name]) => !readings.some(({ asked }) => asked.has(name)))
    .flatMap(([, found]) => found.map(({ path }) => path));
  return paths.length === 0
    ? []
    : [sentence('not-read', { fields: `${paths.slice(0, SHOWN).join(', ')}${paths.length > SHOWN ? ', …' : ''}` })];
}
