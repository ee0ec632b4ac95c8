import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('node’s own test runner runs the cases, and shows why one is skipped', async () => {
  const file = join(import.meta.dirname, 'node-runner.test.fixture.ts');
  const args = ['--conditions=@perpdesk/source', '--test-reporter=tap', file];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/^ok \d - ERR-01 /m);
  expect(stdout).toMatch(/^ok \d - UNK-01 .*once$/m);
  expect(stdout).toMatch(/^ok \d - GAP-01 .*\(needs fills, market:price, stream:drop\) # SKIP$/m);
  expect(stdout).toMatch(/^# pass 2$/m);
  expect(stdout).toMatch(/^# skipped 1$/m);
}, 60_000);
