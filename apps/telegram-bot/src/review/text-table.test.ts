import { expect, test } from 'vitest';
import { formatTable, printable, wrap, wrapHanging } from './text-table.ts';

test('columns stand under each other, numbers at their right end', () => {
  const columns = [{ title: 'table' }, { title: 'rows', isRight: true }, { title: 'note' }];
  const rows = [
    ['signals', '3', ''],
    ['a→b', '1000', 'a long note'],
  ];
  expect(formatTable(columns, rows, 80)).toEqual([
    'table    rows  note',
    'signals     3',
    'a→b      1000  a long note',
  ]);
  expect(formatTable(columns, rows, 20).at(-1)).toBe('a→b      1000  a lo…');
});

test('text is broken at blanks, words that are too long within them', () => {
  expect(wrap('one two three four five six', 22, '  ')).toEqual(['  one two three four', '  five six']);
  expect(wrap('x'.repeat(45), 20)).toEqual(['x'.repeat(20), 'x'.repeat(20), 'x'.repeat(5)]);
  expect(wrap('a\n\nb', 80)).toEqual(['a', '', 'b']);
  expect(wrapHanging('one two three four five six', 24, '')).toEqual(['one two three four', '    five six']);
});

test('what a terminal would carry out is shown', () => {
  expect(printable('\u001b[2Jgone\r\u202e\u0007 → fine\n')).toBe('\\u001b[2Jgone\\u000d\\u202e\\u0007 → fine\n');
});
