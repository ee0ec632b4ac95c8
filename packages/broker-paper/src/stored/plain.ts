import { Decimal, formatDecimal } from '@perpdesk/broker-core';

/** JSON text of plain data, decimals as text. */
export function toJson(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

function toPlain(value: unknown): unknown {
  if (Decimal.isDecimal(value)) return formatDecimal(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toPlain(field)]));
}
