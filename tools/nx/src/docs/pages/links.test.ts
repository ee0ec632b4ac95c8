import { expect, test } from 'vitest';
import { anchorOf, findDeadLinks } from './find-dead-links.ts';
import { readPages } from './read-pages.ts';

test('no link of a page leads nowhere', () => expect(findDeadLinks(readPages())).toEqual([]));

test('the index leads to every page of docs', () => {
  const pages = readPages();
  const index = pages.find(({ path }) => path === 'docs/README.md')?.text ?? '';
  const missing = pages
    .map(({ path }) => /^docs\/([^/]+\.md)$/.exec(path)?.[1] ?? 'README.md')
    .filter((name) => name !== 'README.md' && !index.includes(`](${name})`));
  expect(missing).toEqual([]);
});

test('a link to a file, a heading or a form of address that is not there is found, and one in code is none', () => {
  const text = [
    '# One `two`, three',
    '[there](README.md) [here](#one-two-three) [site](https://nodejs.org/en?a=b#c) `[code](none.md)`',
    '```text',
    '[block](none.md)',
    '```',
    '[file](none.md) [anchor](#none) [plain](http://nodejs.org) [other](README.md#none) [out](../README.md)',
    '<img src="docs/none.jpg"> `packages/none/src/none.ts` `packages/signals/src/signal.ts`',
  ].join('\n');
  const pages = [...readPages(), { path: 'page.md', text }];
  expect(findDeadLinks(pages).filter((line) => line.startsWith('page.md'))).toEqual([
    ...['none.md', '#none', 'http://nodejs.org', 'README.md#none', '../README.md'].map((link) => `page.md:6 ${link}`),
    ...['docs/none.jpg', 'packages/none/src/none.ts'].map((link) => `page.md:7 ${link}`),
  ]);
});

test('anchors are those that the forge makes', () => {
  expect(anchorOf('Stops and targets: `protect`')).toBe('stops-and-targets-protect');
  expect(anchorOf('What came in, and why')).toBe('what-came-in-and-why');
  expect(anchorOf('1. It connects — [once](x.md)')).toBe('1-it-connects--once');
});
