import type { ExportTable } from './export-columns.ts';

export type ExportFormat = 'jsonl' | 'csv';
export type ExportValue = string | number | boolean | null;

/** One line with its end. JSON lines name their table. */
export function formatRow(
  format: ExportFormat,
  table: ExportTable,
  columns: readonly string[],
  values: readonly ExportValue[],
): string {
  if (format === 'csv') return formatCsv(values);
  return `${JSON.stringify({ table, ...Object.fromEntries(columns.map((name, index) => [name, values[index]])) })}\n`;
}

/** RFC 4180; nothing stands for null. */
export function formatCsv(values: readonly ExportValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: ExportValue): string {
  if (value === null) return '';
  const text = `${value}`;
  // a text that is empty is no null
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
