import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
const ROOT = join(SOURCES, '../../..');

/** `code` and “name”, in order. */
const TOKEN = /`(?<code>[^`]+)`|“(?<name>[^”]+)”/gu;

function rows(): readonly (readonly string[])[] {
  return readFileSync(join(ROOT, 'docs/telegram-traps.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [CD]?\d+ \|/u.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/gu, '')));
}

function textOf(path: string): string {
  const file = join(path.startsWith('packages/') ? ROOT : SOURCES, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Whether a test, or a row of a table of tests, is called so: in a test file, in a text of its code. */
function isNamed({ path, text }: { readonly path: string; readonly text: string }, name: string): boolean {
  if (!path.endsWith('.test.ts')) return false;
  const literals = text
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/u.test(line))
    .flatMap((line) => [...line.matchAll(/'(?:[^'\\]|\\.)*'|`[^`]*`/gu)].map(([literal]) => literal));
  return literals.some((literal) => literal.includes(name));
}

/** What a cell says that is not so: a file that is not there, or words that are not in the file before them. */
function untrue(cell: string, kind: 'code' | 'name'): readonly string[] {
  const wrong: string[] = [];
  let file = { path: '', text: '' };
  for (const { groups = {} } of cell.matchAll(TOKEN)) {
    const { code, name } = groups;
    if (code?.endsWith('.ts') === true) {
      file = { path: code, text: textOf(code) };
      if (file.text === '') wrong.push(`${code} is not there`);
      continue;
    }
    const words = kind === 'code' ? code : name;
    if (words === undefined) continue;
    const isThere = kind === 'code' ? file.text.includes(words) : isNamed(file, words);
    if (!isThere) wrong.push(`${file.path} has no ${words}`);
  }
  return wrong;
}

describe('docs/telegram-traps.md', () => {
  test('has all eighteen', () => {
    const numbers = rows().map(([number = '']) => number);
    expect(numbers.filter((number) => !/^[CD]/u.test(number))).toEqual(
      Array.from({ length: 18 }, (_, index) => `${index + 1}`),
    );
  });

  test.each(rows().map(([number = '', trap = '', guard = '', tests = '']) => ({ number, trap, guard, tests })))(
    '$number: $trap',
    ({ guard, tests }) => {
      expect([...untrue(guard, 'code'), ...untrue(tests, 'name')]).toEqual([]);
      expect(tests).toContain('.test.');
    },
  );
});
