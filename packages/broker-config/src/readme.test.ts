import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FILE = `brokers:
  one: { type: paper, settings: { leverage: 7, positionMode: hedge } }
  off: { type: paper, enabled: false }
routes:
  demo: { token: { env: TOKEN }, brokers: [one], symbols: [BTCUSDT], size: { signal: "1" } }
`;

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** In a folder with that file. */
function run(code: string, file: string) {
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-example-'));
  try {
    writeFileSync(join(folder, 'example.mts'), code);
    writeFileSync(join(folder, 'perpdesk.yaml'), file);
    const child = spawnSync(process.execPath, ['--conditions=@perpdesk/source', 'example.mts'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TOKEN: 'a-token-for-this-test-only' },
    });
    return { status: child.status, stderr: child.stderr, stdout: child.stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the first example says nothing of a good file, and the fault of another', () => {
  const [first = ''] = programs;
  expect(run(first, FILE)).toEqual({ status: 0, stderr: '', stdout: '' });
  const faulty = run(first, FILE.replace('[BTCUSDT]', 'BTCUSDT'));
  expect(faulty.stderr).toMatch(/^perpdesk\.yaml:5:\d+ {2}routes\.demo\.symbols {2}found "BTCUSDT"/);
}, 60_000);

test('the second connects the accounts, and says what was set', () => {
  const [, second = ''] = programs;
  expect(run(second, FILE)).toEqual({
    status: 0,
    stderr: '',
    stdout: 'one connected\n  positionMode already-so It is hedge.\n  BTCUSDT leverage already-so It is 7.\n',
  });
}, 60_000);
