/** A column's head and what stands in it. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => string];

/** Markdown; the first column is text, the others figures. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return [
    columns.map(([title]) => title),
    columns.map((_, index) => (index === 0 ? '---' : '---:')),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
