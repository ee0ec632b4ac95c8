import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { readBlocks } from '../pages/read-blocks.ts';

const path = 'docs/deployment.md';
const blocks = readBlocks({ path, text: readFileSync(join(WORKSPACE_ROOT, path), 'utf8') });
const blockIn = (language: string) => blocks.find((block) => block.language === language)?.text ?? '';

const analyze = (...words: readonly string[]) => spawnSync('systemd-analyze', words, { encoding: 'utf8' });
const hasSystemd = analyze('--version').status === 0;

describe('the unit', () => {
  const unit = blockIn('ini');
  const folder = mkdtempSync(join(tmpdir(), 'perpdesk-unit-'));
  const file = join(folder, 'perpdesk.service');
  writeFileSync(file, unit);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('runs the program as npm start does, and not again where the configuration is wrong', () => {
    const { scripts } = JSON.parse(readFileSync(join(WORKSPACE_ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const [, ...words] = (scripts['start'] ?? '').split(' ');
    for (const word of words) expect(unit).toContain(word);
    expect(unit).toContain('RestartPreventExitStatus=2\n');
  });

  const name = 'is exposed below 2 of 10, and has no key that systemd does not know';
  (hasSystemd ? test : test.skip)(hasSystemd ? name : `${name} (no systemd-analyze here)`, () => {
    const { status, stdout } = analyze('security', '--offline=true', '--no-pager', '--threshold=20', file);
    expect({ status, stdout }).toMatchObject({ status: 0 });
    const { stderr } = analyze('verify', file);
    expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('is not executable'))).toEqual([]);
  });
});

test('the proxies pass on alerts alone, and write no token down', () => {
  const caddy = blockIn('caddyfile');
  const nginx = blockIn('nginx');
  for (const text of [caddy, nginx]) {
    expect(text).toContain('127.0.0.1:8080');
    expect(text).toMatch(/\/hooks\//);
    expect(text).toContain('404');
  }
  expect(caddy).toContain('exclude http.log.access http.log.error\n');
  expect(nginx).toContain('access_log off;');
  expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
});
