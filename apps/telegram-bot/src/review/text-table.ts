export interface Column {
  readonly title: string;
  /** Numbers stand under each other at their right end. */
  readonly isRight?: boolean;
}

const GAP = '  ';

/** Rows under their titles, each column as wide as its widest cell; what is beyond the width is cut off the last one. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const titles = columns.map(({ title }) => title);
  const all = [titles, ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => lengthOf(row[index] ?? ''))));
  return all.map((row) => {
    const cells = columns.map(({ isRight }, index) => pad(row[index] ?? '', widths[index] ?? 0, isRight === true));
    return cut(cells.join(GAP).trimEnd(), width);
  });
}

/** The text on lines of at most so many columns, broken at blanks where there are some; each begins with the indent. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const room = Math.max(width - indent.length, 20);
  return text.split('\n').flatMap((line) => {
    const parts: string[] = [];
    let left = line;
    while (lengthOf(left) > room) {
      const characters = [...left];
      const head = characters.slice(0, room + 1).join('');
      const blank = head.lastIndexOf(' ');
      const at = blank > room / 2 ? blank : characters.slice(0, room).join('').length;
      parts.push(left.slice(0, at).trimEnd());
      left = left.slice(at).trimStart();
    }
    return [...parts, left].map((part) => `${indent}${part}`.trimEnd());
  });
}

/** The same with the lines after the first further in. */
export function wrapHanging(text: string, width: number, indent: string): string[] {
  const [first = '', ...rest] = wrap(text, width, `${indent}    `);
  return [`${indent}${first.trimStart()}`, ...rest];
}

/** What a terminal must not carry out stands as its number. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

function pad(text: string, width: number, isRight: boolean): string {
  const blanks = ' '.repeat(Math.max(width - lengthOf(text), 0));
  return isRight ? `${blanks}${text}` : `${text}${blanks}`;
}

function cut(line: string, width: number): string {
  const characters = [...line];
  return characters.length <= width ? line : `${characters.slice(0, width - 1).join('')}…`;
}

function lengthOf(text: string): number {
  return [...text].length;
}
