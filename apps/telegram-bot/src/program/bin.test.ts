import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/perpdesk.js');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpdesk-bin-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Runs the bin in a workspace of its own, where the program only says which of its forms it is. */
async function run({ place = 'apps/bot', source = true, built = true, version = '' }) {
  const home = join(folder, place);
  await put(join(home, 'package.json'), '{ "type": "module" }');
  if (source) await put(join(home, 'src/main.ts'), 'const form: string = "source";\nconsole.log(form);');
  if (built) await put(join(home, 'dist/main.js'), 'console.log("built");');
  await cp(BIN, join(home, 'bin/perpdesk.js'));
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const preload = version === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [...preload, join(home, 'bin/perpdesk.js')], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout: stdout.trim(), stderr: stderr.trim() }),
    );
  });
}

describe('the bin runs', () => {
  test('the sources of a checkout, though a build stands beside them', async () => {
    expect(await run({})).toMatchObject({ code: 0, stdout: 'source', stderr: '' });
  });

  test('the build where there are no sources', async () => {
    expect(await run({ source: false })).toMatchObject({ code: 0, stdout: 'built' });
  });

  test('the build of an installed package, where Node strips no types', async () => {
    expect(await run({ place: 'node_modules/@perpdesk/telegram-bot' })).toMatchObject({ code: 0, stdout: 'built' });
  });
});

describe('a Node that is too old is told which one is needed', () => {
  test.each([
    ['20.20.2', '22.18'],
    ['22.17.1', '22.18'],
    ['23.5.0', '23.6'],
  ])('in a checkout, %s', async (version, needed) => {
    const { code, stdout, stderr } = await run({ version });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `Perpdesk needs Node ${needed} or newer; this is ${version}. Install one from https://nodejs.org.`,
    );
  });

  test('with a build, 22.12.0', async () => {
    const { code, stderr } = await run({ source: false, version: '22.12.0' });
    expect(code).toBe(1);
    expect(stderr).toContain('needs Node 22.13 or newer');
    expect(await run({ source: false, version: '22.13.0' })).toMatchObject({ code: 0, stdout: 'built' });
  });
});
