import type { Alert, Refusal } from '../signal.ts';
import type { FieldValues } from './collect-fields.ts';
import { createFieldReading } from './field-reading.ts';
import { FIELD_NAMES, type FieldName } from './field-names.ts';
import * as readers from './field-readers.ts';
import { refuse } from './refuse.ts';
import { type FieldReader, hasPlaceholder, resolveField } from './resolve-field.ts';
import { sentence } from '../sentences/sentence.ts';

export type AlertResult = { readonly ok: true; readonly alert: Alert } | Refusal;

/** Reads the alert's fields by all their names; the first that cannot be read refuses it, and of those that only entries have, what enters. */
export function buildAlert(fields: FieldValues): AlertResult {
  let refusal: Refusal | null = null;
  const paths = new Map<FieldName, string>();
  const read = <Value>(field: FieldName, reader: FieldReader<Value>): Value | null => {
    if (refusal !== null) return null;
    const resolved = resolveField(fields, FIELD_NAMES[field], reader);
    if (!resolved.ok) {
      refusal = resolved;
      return null;
    }
    if (resolved.path !== null) paths.set(field, resolved.path);
    return resolved.value;
  };
  const entry = createFieldReading(fields);
  // what trades nothing keeps nobody from leaving
  const readBeside = <Value>(field: FieldName, reader: FieldReader<Value>): Value | null => {
    const resolved = resolveField(fields, FIELD_NAMES[field], reader);
    if (!resolved.ok) return entry.fail(resolved);
    if (resolved.path !== null) paths.set(field, resolved.path);
    return resolved.value;
  };
  const symbol = read('symbol', readers.SYMBOL);
  const found = {
    strategy: read('strategy', readers.TEXT),
    exchange: read('exchange', readers.EXCHANGE),
    action: read('action', readers.SIDE),
    contracts: read('contracts', readers.UNSIGNED),
    marketPosition: read('marketPosition', readers.MARKET_POSITION),
    marketPositionSize: read('marketPositionSize', readers.UNSIGNED),
    prevMarketPosition: read('prevMarketPosition', readers.MARKET_POSITION),
    prevMarketPositionSize: read('prevMarketPositionSize', readers.UNSIGNED),
    positionSize: read('positionSize', readers.SIGNED),
    orderId: readBeside('orderId', readers.TEXT),
    price: entry.read(FIELD_NAMES.price, readers.PRICE),
    interval: readBeside('interval', readers.TEXT),
    firedAt: read('firedAt', readers.TIME),
    barAt: readBeside('barAt', readers.TIME),
    leverage: entry.read(FIELD_NAMES.leverage, readers.UNSIGNED),
    orderType: entry.read(FIELD_NAMES.orderType, readers.LOWER_CASE),
  };
  if (refusal !== null) return refusal;
  if (symbol === null) return refuse('missing-symbol', sentence('no-symbol'));
  return { ok: true, alert: { ...found, symbol, entryFault: entry.refusal(), notes: notesOf(fields, paths) } };
}

const USED_NAMES: ReadonlySet<string> = new Set(
  Object.values(FIELD_NAMES).flatMap(({ names, fallbacks }): readonly string[] => [...names, ...fallbacks]),
);
const STOP_NAME = /^(?:sl|tp\d*|stoploss|takeprofit\d*|stopprice|trailingstop)$/;

function notesOf(fields: FieldValues, paths: ReadonlyMap<FieldName, string>): readonly string[] {
  const notes: string[] = [];
  const firedPath = paths.get('firedAt');
  if (firedPath !== undefined && firedPath === paths.get('barAt')) {
    notes.push(sentence('no-fire-time', { field: firedPath }));
  }
  const unused = [...fields].filter(([name]) => !USED_NAMES.has(name)).flatMap(([, values]) => values);
  const unfilled = unused.filter(hasPlaceholder).map(({ path }) => path);
  if (unfilled.length > 0) notes.push(sentence('not-filled-in', { fields: unfilled.slice(0, 5).join(', ') }));
  const stops = [...fields].filter(([name]) => STOP_NAME.test(name)).flatMap(([, values]) => values);
  const stopPaths = stops
    .filter(({ node }) => 'text' in node && !/^0?(?:\.0*)?$/.test(node.text))
    .map(({ path }) => path);
  if (stopPaths.length > 0) notes.push(sentence('protection-ignored', { fields: stopPaths.slice(0, 5).join(', ') }));
  return notes;
}
