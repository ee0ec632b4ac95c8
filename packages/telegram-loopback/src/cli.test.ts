import { expect, test } from 'vitest';
import { runCli } from './cli.ts';
import { createTelegramLoopback } from './create-telegram-loopback.ts';

test('a port that is taken is said with what to do', async () => {
  await using server = await createTelegramLoopback();
  const errors: string[] = [];
  const codes: number[] = [];
  await runCli({
    argv: ['--port', new URL(server.url).port],
    print: () => {},
    printError: (line) => errors.push(line),
    setExitCode: (code) => codes.push(code),
    onStop: () => {},
  });
  expect(errors).toEqual(['The port is in use by another program. Give --port a free one; 0 takes any.']);
  expect(codes).toEqual([2]);
});
