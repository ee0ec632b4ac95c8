import type { FieldValues } from '../parse/collect-fields.ts';
import { MARKET_POSITION, SIGNED, UNSIGNED } from '../parse/field-readers.ts';
import { createFieldReading } from '../parse/field-reading.ts';
import { FIELD_NAMES } from '../parse/field-names.ts';
import type { RefusalCode } from '../signal.ts';
import type { RouteAlertResult } from './dialect.ts';
import { SIZE_NAMES } from './read-size.ts';
import { VERB_NAMES } from './verb-names.ts';

/** What says how much, and what is done: of no matter where nothing is left. */
const NEEDLESS = [SIZE_NAMES, [...SIZE_NAMES, ...VERB_NAMES.names, ...VERB_NAMES.fallbacks]] as const;
/** It cannot be read; what contradicts itself is another fault. */
const UNREADABLE: ReadonlySet<RefusalCode> = new Set(['ambiguous-unit', 'bad-number', 'nan-value', 'missing-side']);

/**
 * Reads an alert; one that tells the position after it as flat closes all, and is not lost for a size or a word that cannot
 * be read: that is noted.
 */
export function readLeaving(values: FieldValues, read: (values: FieldValues) => RouteAlertResult): RouteAlertResult {
  const found = read(values);
  if (found.ok || !UNREADABLE.has(found.code) || !tellsFlat(values)) return found;
  for (const names of NEEDLESS) {
    const again = read(new Map([...values].filter(([name]) => !names.includes(name))));
    if (again.ok) return { ...again, alert: { ...again.alert, notes: [...again.alert.notes, found.detail] } };
  }
  return found;
}

function tellsFlat(values: FieldValues): boolean {
  const fields = createFieldReading(values);
  const side = fields.read(FIELD_NAMES.marketPosition, MARKET_POSITION);
  const size = fields.read(FIELD_NAMES.marketPositionSize, UNSIGNED);
  const net = fields.read(FIELD_NAMES.positionSize, SIGNED);
  const told = [side === null ? null : side === 'flat', size?.isZero() ?? null, net?.isZero() ?? null];
  return fields.refusal() === null && told.includes(true) && !told.includes(false);
}
