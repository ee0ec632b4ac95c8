import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

test('a test that prints fails with what it printed, and only that one', () => {
  const rootDir = mkdtempSync(join(tmpdir(), 'perpdesk-console-'));
  try {
    writeFileSync(
      join(rootDir, 'a.test.js'),
      `test('loud', () => console.warn('hello', 1));\ntest('quiet', () => {});\n`,
    );
    const setup = join(import.meta.dirname, 'fail-on-console.ts');
    const swc = { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
    const config = {
      rootDir,
      roots: [rootDir],
      setupFilesAfterEnv: [setup],
      transform: { '\\.ts$': [join(WORKSPACE_ROOT, 'node_modules/@swc/jest'), swc] },
    };
    const bin = join(WORKSPACE_ROOT, 'node_modules/jest/bin/jest.js');
    const args = [bin, '--config', JSON.stringify(config), '--json', '--watchman=false'];
    const child = spawnSync(process.execPath, args, { cwd: WORKSPACE_ROOT, encoding: 'utf8' });
    expect(child.status).toBe(1);
    expect(JSON.parse(child.stdout)).toMatchObject({ numPassedTests: 1, numFailedTests: 1 });
    expect(child.stderr).toContain('console.warn: hello 1');
  } finally {
    rmSync(rootDir, { recursive: true });
  }
}, 60_000);
