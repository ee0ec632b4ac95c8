import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { readManifests } from './read-manifests.ts';

const page = readFileSync(join(WORKSPACE_ROOT, 'DEPENDENCIES.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));
const namesIn = (row: string) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const documented = rows.flatMap(namesIn);

describe('DEPENDENCIES.md', () => {
  test.each(readManifests().map(({ file, dependencies }) => ({ file, dependencies })))(
    'has a line for each dependency of $file',
    ({ dependencies }) => {
      expect(dependencies.filter((name) => !documented.includes(name))).toEqual([]);
    },
  );

  test('has no line for what is gone', () => {
    const used = readManifests().flatMap(({ dependencies }) => dependencies);
    expect(documented.filter((name) => name !== undefined && !used.includes(name))).toEqual([]);
  });

  test('fills every column', () => {
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells).toHaveLength(6);
      expect(cells.filter((cell) => cell.trim() === '')).toEqual([]);
    }
  });
});
