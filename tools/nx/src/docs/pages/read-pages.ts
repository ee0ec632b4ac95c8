import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';

/** A Markdown page of the repository. */
export interface Page {
  /** From the workspace's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const PAGES = ['*.md', 'docs/**/*.md', '{packages,apps,tools}/*/README.md'];

/** Every page that a reader is led to. */
export function readPages(): readonly Page[] {
  return globSync(PAGES, { cwd: WORKSPACE_ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(WORKSPACE_ROOT, path), 'utf8') }));
}
