import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PROGRAM = join(import.meta.dirname, 'standstill.test.fixture.ts');
const LINE = {
  level: 'fatal',
  ms: 4_000,
  msg: 'the event loop stands still: the process is killed, for whoever starts it anew',
};

const running: ChildProcess[] = [];
/** Beside each other: each of them waits most of its time. */
const programs = new Map<string, ReturnType<typeof run>>();
beforeAll(() => {
  for (const what of ['stands', 'turns', 'stumbles', 'ends', 'sleeps']) programs.set(what, run(what));
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});
const program = (what: string) => programs.get(what)!;

function run(what: string) {
  const child = spawn(process.execPath, ['--conditions=@perpdesk/source', PROGRAM, what], { stdio: 'pipe' });
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  if (what === 'sleeps') void once(child.stdout, 'data').then(() => rest(child));
  return { said, ended: once(child, 'close') };
}

/** As a machine that sleeps. */
async function rest(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  await wait(7_000);
  child.kill('SIGCONT');
}

describe('a process whose event loop', () => {
  test('stands still for too long is killed, and says so before', async () => {
    const { said, ended } = program('stands');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(said.out).toBe('up\n');
    expect(JSON.parse(said.err)).toEqual(LINE);
  });

  test.each([
    ['turns', 'turns'],
    ['stands still again and again, never for so long', 'stumbles'],
    ['stands still when nobody looks any more', 'ends'],
  ])('%s goes on, and ends by itself', async (_, what) => {
    const { said, ended } = program(what);
    expect(await ended).toEqual([0, null]);
    expect(said).toEqual({ out: 'up\ndone\n', err: '' });
  });

  test('is stopped from outside, as by a machine that sleeps, goes on afterwards', async () => {
    const { said, ended } = program('sleeps');
    expect(await ended).toEqual([0, null]);
    expect(said).toEqual({ out: 'up\ndone\n', err: '' });
  });
});
