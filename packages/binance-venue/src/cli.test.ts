import { expect, test } from 'vitest';
import { runCli } from './cli.ts';

async function run(...argv: readonly string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  let exitCode = 0;
  let stop = () => {};
  await runCli({
    argv,
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
    setExitCode: (code) => {
      exitCode = code;
    },
    onStop: (callback) => {
      stop = callback;
    },
  });
  stop();
  return { lines, errors, exitCode };
}

test('prints the addresses and the key of what it started', async () => {
  const { lines, exitCode } = await run(
    '--port',
    '0',
    '--key',
    'k',
    '--secret',
    's',
    '--seed',
    '3',
    '--volatility',
    '80',
  );
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(/^rest {7}http:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^streams {4}ws:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^ws api {5}ws:\/\/127\.0\.0\.1:\d+\/ws-fapi\/v1$/),
    'api key    k',
    'secret     s',
  ]);
});

test('says what is wrong with its options', async () => {
  expect(await run('--port', 'high')).toMatchObject({
    exitCode: 2,
    errors: ['--port: expected a whole number, found high'],
  });
  expect((await run('--nothing')).errors[0]).toMatch(/nothing/);
  expect((await run('--host', '0.0.0.0')).errors[0]).toMatch(/reachable from other machines/);
  expect((await run('--help')).lines[0]).toMatch(/^binance-venue/);
});
