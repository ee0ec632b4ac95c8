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
