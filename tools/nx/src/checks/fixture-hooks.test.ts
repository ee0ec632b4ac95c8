import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

const HOOK = /^(?:before|after)(?:Each|All)\(/m;

// a worker loads a fixture once: such a hook would be that of the first file, and of no other
test('no fixture has a hook at its top; what it opens it closes by onTestFinished', () => {
  const fixtures = globSync('{packages,apps,tools}/*/src/**/*.ts', { cwd: WORKSPACE_ROOT }).filter(
    (file) => !file.endsWith('.test.ts') && !file.endsWith('/console/fail-on-console.ts'),
  );
  expect(fixtures.length).toBeGreaterThan(1_000);
  expect(fixtures.filter((file) => HOOK.test(readFileSync(join(WORKSPACE_ROOT, file), 'utf8')))).toEqual([]);
  expect(HOOK.test('\nafterEach(() => {})')).toBe(true);
});
