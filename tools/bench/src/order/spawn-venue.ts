import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Target } from './contender.ts';

export async function spawnVenue(): Promise<{ readonly target: Target; readonly close: () => void }> {
  const child = fork(join(import.meta.dirname, 'venue-process.ts'), { execArgv: ['--conditions=@perpdesk/source'] });
  const target = await new Promise<Target>((resolve, reject) => {
    child.once('message', (message: Target) => resolve(message));
    child.once('exit', (code) => reject(new Error(`the venue ended with ${code}`)));
  });
  return { target, close: () => child.disconnect() };
}
