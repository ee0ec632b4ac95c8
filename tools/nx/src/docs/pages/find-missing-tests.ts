import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import type { Page } from './read-pages.ts';

/** A link to a file of tests; its text is the title of one of them, as the file writes it. */
const NAMED_TEST = /\[((?:[^\][]|\[[^\][]*\])+)\]\(([^()\s]+\.test\.ts)\)/g;
const QUOTES = ["'", '"', '`'] as const;

export interface NamedTest {
  readonly title: string;
  /** From the workspace's root. */
  readonly file: string;
}

/** The tests that a text of a page names. */
export function namedTests(page: Page, text: string = page.text): readonly NamedTest[] {
  return [...text.matchAll(NAMED_TEST)].map(([, title = '', target = '']) => ({
    title: title.replaceAll('\\|', '|'),
    file: normalize(join(dirname(page.path), target)).replaceAll('\\', '/'),
  }));
}

/** Tests that a page names and that are not there, each with its page and file. */
export function findMissingTests(page: Page): readonly string[] {
  return namedTests(page)
    .filter(({ title, file }) => !hasTest(file, title))
    .map(({ title, file }) => `${page.path} ${file}: ${title}`);
}

function hasTest(file: string, title: string): boolean {
  const path = join(WORKSPACE_ROOT, file);
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  return QUOTES.some((quote) => isTitle(text, `${quote}${title}${quote}`));
}

/** It is the first thing that a test or a group of them is called with, in whatever form the call is. */
function isTitle(text: string, quoted: string): boolean {
  for (let at = text.indexOf(quoted); at !== -1; at = text.indexOf(quoted, at + 1)) {
    const before = text.slice(0, at).trimEnd();
    const after = text.slice(at + quoted.length).trimStart();
    if (before.endsWith('(') && after.startsWith(',')) return true;
  }
  return false;
}
