import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceSection } from './write-section.ts';

const page =
  '# Title\n<!-- bench a -->\nold\n<!-- end of bench a -->\n\n<!-- bench b -->\nstays\n<!-- end of bench b -->\n';

test('a part takes the place of the last one, and nothing else changes', () => {
  const once = replaceSection(page, 'a', '## New\n\n');
  expect(once).toBe(page.replace('old', '## New'));
  expect(replaceSection(once, 'a', '## New\n\n')).toBe(once);
});

test('a page without a place for it is refused', () => {
  expect(() => replaceSection(page, 'c', 'text')).toThrow('The page has no place for the bench c.');
});

test.each(['alerts', 'order', 'positions', 'standing'])('docs/performance.md has a place for %s', (name) => {
  const performance = readFileSync(join(import.meta.dirname, '../../../docs/performance.md'), 'utf8');
  expect(replaceSection(performance, name, 'text')).toContain(`<!-- bench ${name} -->\ntext\n`);
});
