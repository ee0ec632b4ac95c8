/**
 * Runs one PostgreSQL server for a test run: `keeper.ts <folder> <pid>`. The server ends, and its folder goes, when the
 * process with that pid is gone, whatever way it ended.
 */
import { once } from 'node:events';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findServer } from './find-server.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const LOOK_MS = 250;
const [, , folder = '', watched = ''] = process.argv;

function answer(text: string): void {
  writeFileSync(join(folder, 'answer.new'), text);
  renameSync(join(folder, 'answer.new'), join(folder, 'answer'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function keep(server: ServerProcess): Promise<void> {
  let isOver = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (isOver = true));
  while (!isOver && isAlive(Number(watched)) && existsSync(folder)) await wait(LOOK_MS);
  const ended = once(server.process, 'close');
  server.process.kill('SIGQUIT');
  await ended;
}

try {
  const programs = findServer();
  if (programs === null) throw new Error('There is no PostgreSQL server here.');
  const server = await startServer(programs, folder);
  answer(server.url);
  await keep(server);
} catch (error) {
  answer(`failed: ${String(error)}`);
  await wait(LOOK_MS * 8);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
