import { expect, test } from 'vitest';
import { readBlocks, whyNotRun, withoutBlocks } from './read-blocks.ts';
import { readPages } from './read-pages.ts';

/** What stands in a block, and where it is tried. */
const LANGUAGES: Readonly<Record<string, string>> = {
  sh: 'commands.test.ts',
  ts: 'programs.test.ts',
  yaml: 'configurations.test.ts',
  json: 'alerts.test.ts',
  kv: 'alerts.test.ts',
  pine: 'alerts.test.ts',
  ini: '../deployment/unit.test.ts',
  nginx: '../deployment/unit.test.ts, and once by hand',
  caddyfile: '../deployment/unit.test.ts, and once by hand',
  text: 'nowhere: it is what a program prints, or a picture',
};

test('every block says what it is in', () => {
  const strange = readPages()
    .flatMap(readBlocks)
    .filter(({ language }) => !(language in LANGUAGES))
    .map(({ page, line, language }) => `${page}:${line} ${language}`);
  expect(strange).toEqual([]);
});

test('a block in a list loses the indentation of its fence, and lines are counted from 1', () => {
  const page = { path: 'page.md', text: '1. one:\n   ```yaml\n   a:\n     b: 1\n   ```\n\n````text\n```\n````\nend' };
  expect(readBlocks(page)).toEqual([
    { page: 'page.md', line: 2, language: 'yaml', text: 'a:\n  b: 1\n' },
    { page: 'page.md', line: 7, language: 'text', text: '```\n' },
  ]);
  expect(withoutBlocks(page)).toBe('1. one:\n\n\n\n\n\n\n\n\nend');
});

test('a block says in its first line why it is not run', () => {
  expect(whyNotRun({ text: '// not run: a broker of your own\nconst a = 1;\n' })).toBe('a broker of your own');
  expect(whyNotRun({ text: '# not run: it asks\nnpx perpdesk init\n' })).toBe('it asks');
  expect(whyNotRun({ text: 'const a = 1;\n// not run: later\n' })).toBeNull();
});
