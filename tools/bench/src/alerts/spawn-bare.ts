import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BareOptions, BareReady } from './bare-messages.ts';
import type { RunningHandler } from './running-handler.ts';

export async function spawnBare(options: BareOptions): Promise<RunningHandler> {
  const child = fork(join(import.meta.dirname, 'bare-process.ts'), { execArgv: ['--conditions=@perpdesk/source'] });
  const ready = await new Promise<BareReady>((resolve, reject) => {
    child.once('message', (message: BareReady) => resolve(message));
    child.once('exit', (code) => reject(new Error(`the bare handler ended with ${code}`)));
    child.send(options);
  });
  return {
    alertUrl: ready.url,
    pid: child.pid ?? 0,
    commits: async () => null,
    close: async () => child.disconnect(),
  };
}
