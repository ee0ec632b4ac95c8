import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the README’s example runs as printed', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-example-'));
  try {
    writeFileSync(join(folder, 'example.mts'), code);
    const words = ['--conditions=@perpdesk/source', join(folder, 'example.mts')];
    const child = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect([child.status, child.stderr]).toEqual([0, '']);
    expect(child.stdout.trimEnd().split('\n')).toEqual([
      'one-way is ready',
      'hedge is ready',
      'one-way BTCUSDT leverage already-so It is 10.',
      'hedge positionMode set It was one-way and is hedge now.',
      "one-way [ '0.02' ]",
      "hedge [ '0.02' ]",
      '19998.8 []',
      'one-way is not ready',
      'hedge is not ready',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
