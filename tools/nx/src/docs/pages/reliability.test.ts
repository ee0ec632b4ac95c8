import { describe, expect, test } from 'vitest';
import { findMissingTests, namedTests } from './find-missing-tests.ts';
import { readPages } from './read-pages.ts';

const page = readPages().find(({ path }) => path === 'docs/reliability.md') ?? { path: '', text: '' };
const rows = page.text.split('\n').filter((line) => /^\| [RFI]\d+ /.test(line));

describe('what each fault leads to', () => {
  test('has a row for every rule, fault and invariant, in order', () => {
    const upTo = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
    const named = rows.map((row) => /^\| ([RFI]\d+) /.exec(row)?.[1]);
    expect(named).toEqual([...upTo('R', 11), ...upTo('F', 39), ...upTo('I', 10)]);
  });

  test.each(rows)('names a test in each: %s', (row) => {
    expect(namedTests(page, row).length).toBeGreaterThan(0);
  });

  test('says once more at its end where it says that something lacks', () => {
    const ends = page.text.slice(page.text.indexOf('## What lacks'));
    const lacking = rows.filter((row) => row.includes('**Lacks**') && !row.startsWith('| I'));
    const missing = lacking.map((row) => /[RF]\d+/.exec(row)?.[0] ?? '').filter((row) => !ends.includes(`(${row})`));
    expect(missing).toEqual([]);
  });
});

test('every test that the page names is there under that title', () => {
  expect(namedTests(page).length).toBeGreaterThan(150);
  expect(findMissingTests(page)).toEqual([]);
});

test('a test that is not there is found, and one that only a comment or a list names', () => {
  const file = 'tools/nx/src/docs/pages/reliability.test.ts';
  const link = (title: string, at = file) => `[${title}](../${at})`;
  const text = [
    link('has a row for every rule, fault and invariant, in order'),
    link('what each fault leads to'),
    link('no such test'),
    link('names nothing'),
    link('what each fault leads to', 'tools/none.test.ts'),
  ].join(' ');
  const names = ['names nothing'];
  expect(findMissingTests({ path: 'docs/page.md', text })).toEqual([
    `docs/page.md ${file}: no such test`,
    `docs/page.md ${file}: ${names.join()}`,
    'docs/page.md tools/none.test.ts: what each fault leads to',
  ]);
});
