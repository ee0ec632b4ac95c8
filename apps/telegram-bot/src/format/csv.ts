import { Decimal, formatDecimal } from '@perpdesk/broker-core';

export type CsvValue = string | Decimal | null;

/** What a spreadsheet would calculate, or a trick to make it: such text gets an apostrophe in front. */
const FORMULA = /^[\s'"]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20\t\r\n]/;
/** Never a formula, whatever its sign. */
const AMOUNT = /^-?\d+(?:\.\d+)?$/;
const BOM = '\uFEFF';

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (value instanceof Decimal) return formatDecimal(value);
  if (AMOUNT.test(value)) return value;
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as RFC 4180 has it, UTF-8, amounts with a point. A byte order mark stands in front where anything is not
 * ASCII: spreadsheets read it wrongly without.
 */
export function formatCsv(head: readonly string[], rows: readonly (readonly CsvValue[])[]): Uint8Array {
  const text = [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  return Buffer.from(/[^\u0000-\u007F]/.test(text) ? `${BOM}${text}` : text);
}
