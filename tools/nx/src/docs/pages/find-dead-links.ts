import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { withoutBlocks } from './read-blocks.ts';
import type { Page } from './read-pages.ts';

const LINKS = [
  /\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)/g,
  /<(?:img|a)\s[^>]*?(?:src|href)="([^"]+)"/g,
  /<(https?:[^>\s]+)>/g,
];
/** A file that a page names in code: it has to be there. */
const NAMED_FILE = /`((?:packages|apps|tools|docs|\.ci)\/[\w./-]+\w)(?::\d+)?`/g;

/** A heading's anchor, as the forge makes it. */
export function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const [, heading = ''] of withoutBlocks(page).matchAll(/^#{1,6} +(.+?) *#* *$/gm)) {
    const anchor = anchorOf(heading);
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
  }
  return anchors;
}

function isAddress(target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { protocol, hostname } = new URL(target);
  return protocol === 'https:' && /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(hostname);
}

/** Links that lead nowhere, each with its page and line. Addresses of others are looked at for their form alone. */
export function findDeadLinks(pages: readonly Page[]): readonly string[] {
  const anchors = new Map(pages.map((page) => [page.path, anchorsOf(page)]));
  const isThere = (path: string) => existsSync(join(WORKSPACE_ROOT, path));

  function isDead(from: Page, target: string): boolean {
    if (/^[a-z]+:/.test(target)) return !isAddress(target);
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? from.path : normalize(join(dirname(from.path), decodeURI(file))).replace(/\/$/, '');
    if (path.startsWith('..') || (path !== from.path && !isThere(path))) return true;
    return anchor !== undefined && anchors.get(path)?.has(anchor) !== true;
  }

  return pages.flatMap((page) =>
    withoutBlocks(page)
      .split('\n')
      .flatMap((line, index) => {
        const words = line.replaceAll(/`[^`]*`/g, '');
        const targets = LINKS.flatMap((form) => [...words.matchAll(form)].map(([, target = '']) => target));
        const files = [...line.matchAll(NAMED_FILE)].map(([, path = '']) => path);
        const dead = [...targets.filter((target) => isDead(page, target)), ...files.filter((path) => !isThere(path))];
        return dead.map((target) => `${page.path}:${index + 1} ${target}`);
      }),
  );
}
