import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ContenderName, Target } from './contender.ts';
import { secretOf } from './secret-of.ts';

type Addresses = Pick<Target, 'rest' | 'socket'>;

export async function spawnVenue(): Promise<{
  readonly targetOf: (name: ContenderName) => Target;
  readonly close: () => void;
}> {
  const child = fork(join(import.meta.dirname, 'venue-process.ts'), { execArgv: ['--conditions=@perpdesk/source'] });
  const addresses = await new Promise<Addresses>((resolve, reject) => {
    child.once('message', (message: Addresses) => resolve(message));
    child.once('exit', (code) => reject(new Error(`the venue ended with ${code}`)));
  });
  return {
    targetOf: (name) => ({ ...addresses, apiKey: `${name}-key`, secretKey: secretOf(name) }),
    close: () => child.disconnect(),
  };
}
