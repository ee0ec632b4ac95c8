import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DOORS, formatCapabilityTable, formatGroupTable } from '@perpdesk/broker-core/testing';
import { BINANCE_CAPABILITIES } from './capabilities.ts';

vi.setConfig({ testTimeout: 60_000 });

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

test('the README’s tables are what the kit says', () => {
  const offered = [...BINANCE_CAPABILITIES, ...DOORS];
  const tables = `${formatCapabilityTable(offered)}\n${formatGroupTable(offered)}`;
  expect(readme).toContain(`<!-- conformance -->\n${tables}<!-- /conformance -->\n`);
});

test('the README’s example runs as printed', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-example-'));
  try {
    writeFileSync(join(folder, 'example.mts'), code);
    const child = spawnSync(process.execPath, ['--conditions=@perpdesk/source', join(folder, 'example.mts')], {
      encoding: 'utf8',
    });
    expect({ status: child.status, stderr: child.stderr, stdout: child.stdout }).toEqual({
      status: 0,
      stderr: '',
      stdout: '0.01 1\n',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
