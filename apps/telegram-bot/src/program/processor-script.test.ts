import { expect, test } from 'vitest';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

test('a plain script lives until its signal is processed', async () => {
  const script = join(import.meta.dirname, 'processor-script.test.fixture.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@perpdesk/source', script]);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, settled: true, orders: [{ state: 'filled' }] });
}, 60_000);
