import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

const SOURCES = '{packages,apps,tools}/*/{src,bin,page}/**/*.{ts,js}';
const SWITCHED_OFF = /\b(?:eslint|oxlint)-(?:disable|enable)|@ts-(?:ignore|nocheck)|prettier-ignore/;

test('no comment switches a rule off', () => {
  const files = globSync(SOURCES, { cwd: WORKSPACE_ROOT }).filter((file) => !file.endsWith('lint-comments.test.ts'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.filter((file) => SWITCHED_OFF.test(readFileSync(join(WORKSPACE_ROOT, file), 'utf8')));
  expect(found).toEqual([]);
});
