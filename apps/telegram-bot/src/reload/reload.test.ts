import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { EMBEDDED_CONFIG_TEXT, loadConfig } from '@perpdesk/broker-config';
import { FLAT, sampleAlert, startProgramBench } from '../testing/program-bench.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const LOOK_MS = 20;
/** Whom the chat page has and nobody knows. */
const STRANGER_ID = 9_000_001;

/** The embedded desk with its configuration in a file. */
async function start(viewers: readonly number[] = []) {
  const folderOf = { path: '' };
  const path = () => join(folderOf.path, 'perpdesk.yaml');
  const load = () => loadConfig({ path: path(), env: {}, readFile: (file) => readFile(file, 'utf8') });
  const desk = await startProgramBench({
    onClose: (close) => void closers.push(close),
    configLookMs: LOOK_MS,
    viewers,
    async configSource(folder) {
      folderOf.path = folder;
      await writeFile(path(), EMBEDDED_CONFIG_TEXT.replace('port: 8080', 'port: 0'));
      return {
        files: (await load()).files,
        stamp: (file) =>
          stat(file).then(
            ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
            () => null,
          ),
        load,
      };
    },
  });
  /** As editors write: beside it, then in its place. */
  async function edit(from: string, to: string) {
    const text = await readFile(path(), 'utf8');
    expect(text).toContain(from);
    await writeFile(`${path()}~`, text.replace(from, to));
    await rename(`${path()}~`, path());
  }
  return { desk, edit, folder: () => folderOf.path };
}

test('a changed file: what may change is taken up, what needs a restart is said, a fault changes nothing', async () => {
  const { desk, edit } = await start();
  await edit('signal: "1"', 'signal: "2"');
  await desk.sees('routes.demo.size');
  await desk.post(sampleAlert());
  await desk.sees('BTCUSDT bought 0.040');
  expect(desk.position()).toBe('0.04');

  await edit('signal: "2"', 'signal: 3');
  const refused = await desk.sees('The changed configuration is refused');
  expect(refused.text).toMatch(
    /perpdesk\.yaml:7:21  routes\.demo\.size\.signal  found 3, expected a decimal in quotes/,
  );
  await desk.post(sampleAlert({ ...FLAT, prevMarketPositionSize: '0.02' }));
  await desk.until(() => desk.position() === '0');

  await edit('signal: 3', 'signal: "1"');
  await edit('symbols: [BTCUSDT, ETHUSDT]', 'symbols: [BTCUSDT]');
  const pending = await desk.sees('Needs a restart');
  expect(pending.text).toContain('routes.demo.symbols');
}, 30_000);

test('whoever loses a role in the file has lost it from then on, and hears of it', async () => {
  const { desk, edit } = await start();
  await edit('"1000001": owner', '"1000001": viewer');
  await desk.sees('telegram.users');
  desk.say('/long BTCUSDT 0.01');
  await desk.sees('Your role is viewer: it may look, not trade.');
  expect(desk.position()).toBe('0');
}, 30_000);

test('who becomes an owner in the file hears what owners hear from then on, who is none any more does not', async () => {
  const { desk, edit } = await start([1000002]);
  await edit('"1000001": owner', '"1000001": viewer, "1000002": owner');
  await desk.sees('telegram.users');
  const told = (user: number) => desk.telegram.messages(user).filter(({ text = '' }) => text.startsWith('🚷'));
  desk.telegram.sendText(STRANGER_ID, '/start');
  await desk.until(() => told(1000002).length === 1);
  expect(told(1000001)).toEqual([]);
}, 30_000);

test('a token that the file brings later is hidden in alerts from then on', async () => {
  const { desk, edit, folder } = await start();
  const [old, token] = ['demo-token-for-this-machine-only', 'cAnArY-token-of-tomorrow'];
  await edit(`token: ${old}`, `token: [${token}, ${old}]`);
  await desk.sees('routes.demo.token');
  await desk.post(sampleAlert({ comment: `see ${token}`, orderId: `x${token}x` }));
  await desk.sees('BTCUSDT bought');
  const names = (await readdir(folder())).filter((name) => name.includes('.db'));
  const kept = (await Promise.all(names.map((name) => readFile(join(folder(), name), 'latin1')))).join('');
  expect(kept).toContain('see [secret]');
  expect(kept).not.toMatch(/canary/i);
}, 30_000);
