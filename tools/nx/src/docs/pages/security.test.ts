import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';

const page = readFileSync(join(WORKSPACE_ROOT, 'SECURITY.md'), 'utf8');
const [, table = ''] = /## Threats\n([\s\S]*?)\n\n/.exec(page) ?? [];
const rows = table
  .split('\n')
  .slice(2)
  .map((row) => row.split('|').slice(1, -1))
  .map(([threat = '', , tests = '']) => ({
    threat: threat.trim(),
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  }));

test('every threat names what holds it', () => {
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test.each(rows)('the tests against “$threat” are there', ({ tests }) => {
  const [first = ''] = tests;
  const folder = first.endsWith('.ts') ? dirname(first) : first;
  for (const path of tests) {
    const file = join(WORKSPACE_ROOT, path.includes('/') ? path : join(folder, path));
    expect([path, existsSync(file)]).toEqual([path, true]);
    expect([path, statSync(file).isDirectory() || path.endsWith('.test.ts')]).toEqual([path, true]);
  }
});
