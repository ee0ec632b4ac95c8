import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { outsideEnvironment } from './run.ts';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

export interface DeskRun {
  /** What `/readyz` answered last. */
  readonly ready: number;
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the installed program without a configuration, waits until it is ready, and ends it by SIGTERM. */
export async function runEmbeddedDesk(folder: string): Promise<DeskRun> {
  const program = join(folder, 'node_modules/.bin/perpdesk');
  const env = outsideEnvironment();
  const child = spawn(process.execPath, [program, 'start'], { cwd: folder, env });
  const ended = once(child, 'close');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    const ready = await waitUntilReady(() => /^curl .*?(http:\/\/127\.0\.0\.1:\d+)\//m.exec(stdout)?.[1]);
    child.kill('SIGTERM');
    const timeout = wait(STOPPED_WITHIN_MS, null, { ref: false });
    if ((await Promise.race([ended, timeout])) === null) throw new Error('The desk did not stop.');
    return { ready, code: child.exitCode, stderr };
  } catch (error) {
    throw new Error(`${String(error)}\n${stdout}\n${stderr}`, { cause: error });
  } finally {
    child.kill('SIGKILL');
  }
}

async function waitUntilReady(findUrl: () => string | undefined): Promise<number> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const url = findUrl();
    const status = url === undefined ? null : (await fetch(`${url}/readyz`).catch(() => null))?.status;
    if (status === 200) return status;
    if (Date.now() > until) throw new Error(`Not ready after ${READY_WITHIN_MS} ms; /readyz said ${status}.`);
    await wait(LOOK_EVERY_MS);
  }
}
