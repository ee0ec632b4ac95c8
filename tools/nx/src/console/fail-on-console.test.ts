import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

test('a test that prints fails with what it printed, and only that one, in each file of a worker', () => {
  mkdirSync(join(WORKSPACE_ROOT, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(WORKSPACE_ROOT, 'tmp/console-'));
  try {
    for (const file of ['a', 'b']) {
      writeFileSync(
        join(folder, `${file}.test.js`),
        `import { test } from 'vitest';\ntest('loud', () => console.warn('hello', '${file}'));\ntest('quiet', () => {});\n`,
      );
    }
    const test = {
      include: ['*.test.js'],
      setupFiles: [join(import.meta.dirname, 'fail-on-console.ts')],
      isolate: false,
      maxWorkers: 1,
      disableConsoleIntercept: true,
      experimental: { viteModuleRunner: false },
    };
    writeFileSync(join(folder, 'vitest.config.js'), `export default ${JSON.stringify({ test })};\n`);
    const bin = join(WORKSPACE_ROOT, 'node_modules/vitest/vitest.mjs');
    const args = [bin, 'run', '--root', folder, '--reporter=json', '--outputFile=result.json'];
    const child = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(child.status).toBe(1);
    const result = readFileSync(join(folder, 'result.json'), 'utf8');
    expect(JSON.parse(result)).toMatchObject({ numPassedTests: 2, numFailedTests: 2 });
    for (const file of ['a', 'b']) expect(result).toContain(`console.warn: hello ${file}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
