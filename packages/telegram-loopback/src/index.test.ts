import { expect, test } from 'vitest';
import { runCli } from './cli.ts';
import { firstIds } from './first-ids.ts';
import * as exported from './index.ts';
import { at } from './json.test.fixture.ts';

test('exports exactly this', () => {
  expect(Object.keys(exported).toSorted()).toEqual(['ControlError', 'FAULT_KINDS', 'createTelegramLoopback']);
});

test('ids of a server that starts later begin above those of an earlier one', () => {
  const now = 1_795_000_000_000;
  const first = firstIds(now, undefined);
  const second = firstIds(now + 1000, undefined);
  expect(first.updateId > 1 && first.updateId < 2 ** 31).toBe(true);
  expect(second.updateId - first.updateId).toBe(10);
  expect(second.messageId - first.messageId).toBe(10);
  expect(firstIds(now, 4)).toEqual(firstIds(now + 1000, 4));
});

test('the command starts a server and stops it', async () => {
  const lines: string[] = [];
  let stop = () => {};
  const host = {
    print: (line: string) => lines.push(line),
    printError: (line: string) => lines.push(`! ${line}`),
    setExitCode: (code: number) => lines.push(`exit ${code}`),
    onStop: (callback: () => void) => {
      stop = callback;
    },
  };
  await runCli({ ...host, argv: ['--port', '0', '--seed', '1', '--token', '5:x', '--user', '5:Ann Lee'] });
  const page = lines[0]?.split(/\s+/).at(-1) ?? '';
  const state: unknown = await (await fetch(new URL('/__control/state', page))).json();
  expect(at(state, 'users')).toMatchObject([{ id: 5, first_name: 'Ann Lee' }]);
  expect(lines[2]).toBe('token      5:x');
  stop();
  lines.length = 0;
  for (const argv of [['--user', 'Ann'], ['--port', 'x'], ['--host', '0.0.0.0'], ['--nonsense']])
    await runCli({ ...host, argv });
  expect(lines.filter((line) => line === 'exit 2')).toHaveLength(4);
});
