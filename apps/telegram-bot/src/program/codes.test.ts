import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { createSecret } from '@perpdesk/broker-config';
import { codeAt } from '../desk/approval/totp.ts';
import { OWNER_ID, startProgramBench } from '../testing/program-bench.ts';

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
  await desk.sees('Code taken. Placed');
  await desk.until(() => desk.position() === '0.02');
  await desk.until(() => desk.telegram.messages(OWNER_ID).every(({ text = '' }) => text !== code));
  await desk.program.stop();
  const kept = (await filesIn(desk.folder)) + JSON.stringify(logged);
  expect(kept).toContain('BTCUSDT');
  expect(kept).not.toMatch(new RegExp(`"text":"${code}"|${SECRET}`, 'u'));
}, 60_000);
