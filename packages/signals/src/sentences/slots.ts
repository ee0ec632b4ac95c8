import { VALUE_KINDS, type ValueKind } from './sentence-table.ts';

/** One value's place in a sentence. */
export interface Slot {
  readonly name: string;
  readonly kind: ValueKind;
}

const SLOT = /(<\w+(?::\w+)?>)/;

/** A sentence in its pieces: its own letters, and the places of its values. */
export function splitSlots(template: string): readonly (string | Slot)[] {
  return template.split(SLOT).map((part) => {
    if (!SLOT.test(part)) return part;
    const [name = '', kind = 'text'] = part.slice(1, -1).split(':');
    return { name, kind: toKind(kind) };
  });
}

function toKind(name: string): ValueKind {
  if (!isKind(name)) throw new RangeError(`A sentence has no values of kind ${name}.`);
  return name;
}

function isKind(name: string): name is ValueKind {
  return Object.hasOwn(VALUE_KINDS, name);
}
