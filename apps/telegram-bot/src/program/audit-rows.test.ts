import { afterEach, expect, test } from 'vitest';
import { startProgramBench } from '../testing/program-bench.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test('a pause and its end leave one row each, a /panic one at its beginning and one at its end', async () => {
  const desk = await startProgramBench({ onClose: (close) => void closers.push(close) });
  desk.say('/pause');
  await desk.sees('Paused');
  desk.say('/resume');
  await desk.sees('Resumed');
  desk.say('/panic');
  const [yes = ''] = desk.buttons(await desk.sees('PANIC'));
  desk.tap(yes);
  await desk.until(() => desk.texts().some((text) => text.includes('FLAT')));
  desk.say('/audit');
  const { text = '' } = await desk.sees('The chain of these rows is unbroken.');
  const rows = text.split('\n').filter((line) => line.startsWith('#'));
  const told = rows.map((row) => row.split(' · ').slice(2, 4).join(' '));
  expect(told).toEqual([
    'user 1000001 panic.finished',
    'user 1000001 panic.started',
    'user 1000001 desk.resumed',
    'user 1000001 desk.paused',
  ]);
  expect(text).not.toContain('user:user');
}, 60_000);
