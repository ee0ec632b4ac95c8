import { afterEach, expect, test } from 'vitest';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reviewHere } from '../e2e/command.ts';
import { FLAT, type ProgramBench, sampleAlert, startProgramBench } from '../testing/program-bench.ts';
import { recoverIn } from './recover-told.test.fixture.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const onClose = (close: () => Promise<void>) => void closers.push(close);

const backUp = async (folder: string) => {
  const { code, output } = await reviewHere(folder, `journal backup ${join(folder, 'copy')}`);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('copy') });
};

async function restore(folder: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(join(folder, `perpdesk.db${end}`), { force: true });
  await copyFile(join(folder, 'copy'), join(folder, 'perpdesk.db'));
}

/** All rows of a journal but the leases, which tell who is running. */
async function rowsOf(folder: string, file: string): Promise<readonly string[]> {
  const { output } = await reviewHere(folder, `journal export --journal sqlite:${join(folder, file)}`);
  return output.split('\n').filter((line) => !line.includes('"table":"leases"'));
}

async function desk(options: { readonly folder?: string } = {}): Promise<ProgramBench> {
  return startProgramBench({ ...options, onClose });
}

async function trade(bench: ProgramBench, alert: string, position: string): Promise<void> {
  expect((await bench.post(alert)).status).toBe(200);
  await bench.until(() => bench.position() === position);
  await bench.program.engine.idle();
}

test('a copy that is made while the desk runs holds every row, and a desk that is started on it goes on', async () => {
  const first = await desk();
  const { folder } = first;
  await trade(first, sampleAlert(), '0.02');
  await backUp(folder);
  const copied = await rowsOf(folder, 'copy');
  await first.program.stop();
  const stood = await rowsOf(folder, 'perpdesk.db');
  expect(copied.filter((line) => line.includes('"table":"fills"'))).toHaveLength(1);
  for (const table of ['signals', 'intents', 'fills', 'ledger']) {
    const of = (lines: readonly string[]) => lines.filter((line) => line.includes(`"table":"${table}"`));
    expect({ table, rows: of(copied) }).toEqual({ table, rows: of(stood) });
  }

  await restore(folder);
  expect(await recoverIn(folder, false)).toContain('fine The journal says the same as the exchange.');
  const second = await desk({ folder });
  expect(second.position()).toBe('0.02');
  second.say('/signals');
  await second.sees('0 → 0.02 · 1 filled');
  await trade(second, sampleAlert(FLAT), '0');
}, 60_000);

test('a copy that is older than the last trade is brought up to what the exchange says, and waits for a person', async () => {
  const first = await desk();
  const { folder } = first;
  await trade(first, sampleAlert(), '0.02');
  await backUp(folder);
  await trade(first, sampleAlert(FLAT), '0');
  await first.program.stop();

  await restore(folder);
  expect(await recoverIn(folder, true)).toEqual([
    expect.stringMatching(
      /^warning paper: BTCUSDT is flat; the journal says that demo\/btc-trend\/BTCUSDT owns 0\.02$/,
    ),
    'fine 1 part written. The desk is paused: look at it, then /resume.',
  ]);
  const second = await desk({ folder });
  expect(second.program.engine.status()).toMatchObject({ paused: true });
  second.say('/resume');
  await second.sees('Resumed');
  await trade(second, sampleAlert(), '0.02');
}, 60_000);
