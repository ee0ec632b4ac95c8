import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createSecret } from '@perpdesk/broker-config';
import { decimal } from '@perpdesk/broker-core';
import { codeAt } from '../desk/approval/totp.ts';
import { OWNER_ID, sampleAlert, startProgramBench } from '../testing/program-bench.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function filesIn(folder: string): Promise<string> {
  const texts: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) texts.push(await readFile(join(entry.parentPath, entry.name), 'latin1'));
  }
  return texts.join('\n');
}

test('an order waits for the code, whose message goes from the chat and is on no disk', async () => {
  const logged: unknown[] = [];
  const log = (...entry: unknown[]) => void logged.push(entry);
  const desk = await startProgramBench({
    onClose: (close) => void closers.push(close),
    logger: { debug: log, info: log, warn: log, error: log },
    totp: createSecret(SECRET),
  });
  desk.say('/long BTCUSDT 0.02');
  const [yes = ''] = desk.buttons(await desk.sees('LONG BTCUSDT 0.020'));
  desk.tap(yes);
  await desk.sees('Send the six digits');
  expect(desk.position()).toBe('0');
  const code = codeAt(SECRET, Date.now());
  desk.say(code);
  await desk.sees('Code taken. #');
  await desk.until(() => desk.position() === '0.02');
  await desk.until(() => desk.telegram.messages(OWNER_ID).every(({ text = '' }) => text !== code));
  await desk.program.stop();
  const kept = (await filesIn(desk.folder)) + JSON.stringify(logged);
  expect(kept).toContain('BTCUSDT');
  expect(kept).not.toMatch(new RegExp(`"text":"${code}"|${SECRET}`, 'u'));
}, 60_000);

test('yes to an alert that asks takes a code, too, and is one order', async () => {
  const desk = await startProgramBench({
    onClose: (close) => void closers.push(close),
    route: { execute: 'ask' },
    totp: createSecret(SECRET),
  });
  await desk.post(sampleAlert());
  const [place = ''] = desk.buttons(await desk.sees('Place it?'));
  desk.tap(place);
  expect((await desk.sees('Send the six digits')).text).toContain('Place what alert #');
  desk.tap(place);
  expect(desk.position()).toBe('0');
  desk.say(codeAt(SECRET, Date.now()));
  await desk.until(() => desk.position() === '0.02');
  await desk.sees('placed by user 1000001');
  desk.tap(place);
  await desk.program.engine.idle();
  expect(desk.position()).toBe('0.02');
}, 60_000);

test('below the size of the configuration the tap is enough, for an order by hand and for an alert', async () => {
  const desk = await startProgramBench({
    onClose: (close) => void closers.push(close),
    route: { execute: 'ask' },
    totp: createSecret(SECRET),
    approval: { codeFrom: { owner: decimal('100000'), trader: null } },
  });
  await desk.post(sampleAlert());
  const [place = ''] = desk.buttons(await desk.sees('Place it?'));
  desk.tap(place);
  await desk.until(() => desk.position() === '0.02');
  desk.say('/long ETHUSDT 0.1');
  const [yes = ''] = desk.buttons(await desk.sees('LONG ETHUSDT'));
  desk.tap(yes);
  await desk.until(() => desk.position('ETHUSDT') === '0.1');
  expect(desk.texts().join()).not.toContain('six digits');
}, 60_000);
