import { expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_ERROR_CODES } from './port/journal-error.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

test('the README’s example runs as printed, and again', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  // inside the package, so that its name is found
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-example-'));
  const run = () => {
    const child = spawnSync(process.execPath, ['--conditions=@perpdesk/source', 'example.mts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return [child.status, child.stderr, child.stdout];
  };
  try {
    writeFileSync(join(folder, 'example.mts'), code);
    expect(run()).toEqual([0, '', 'true\ntrue\n']);
    expect(run()).toEqual([0, '', 'false\nfalse\n']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);

test('the README names every error code', () => {
  for (const code of JOURNAL_ERROR_CODES) expect(readme).toContain(`\`${code}\``);
});
