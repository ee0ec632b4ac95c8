import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

test('a test that prints fails with what it printed, and only that one', () => {
  mkdirSync(join(WORKSPACE_ROOT, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(WORKSPACE_ROOT, 'tmp/console-'));
  try {
    writeFileSync(
      join(folder, 'a.test.js'),
      `import { test } from 'vitest';\ntest('loud', () => console.warn('hello', 1));\ntest('quiet', () => {});\n`,
    );
    const test = { include: ['*.test.js'], setupFiles: [join(import.meta.dirname, 'fail-on-console.ts')] };
    writeFileSync(join(folder, 'vitest.config.js'), `export default ${JSON.stringify({ test })};\n`);
    const bin = join(WORKSPACE_ROOT, 'node_modules/vitest/vitest.mjs');
    const args = [bin, 'run', '--root', folder, '--reporter=json', '--outputFile=result.json'];
    const child = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(child.status).toBe(1);
    const result = readFileSync(join(folder, 'result.json'), 'utf8');
    expect(JSON.parse(result)).toMatchObject({ numPassedTests: 1, numFailedTests: 1 });
    expect(result).toContain('console.warn: hello 1');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
