import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ContenderName, Target } from './contender.ts';
import type { Ask, Reply } from './messages.ts';

export interface RunningContender {
  readonly name: ContenderName;
  readonly importMs: number;
  readonly rssBytes: number;
  run(options: Omit<Extract<Ask, { type: 'run' }>, 'type'>): Promise<Extract<Reply, { type: 'ran' }>>;
  close(): Promise<void>;
}

export async function spawnContender(name: ContenderName, target: Target): Promise<RunningContender> {
  // without the condition that picks the sources: the build is what is imported in use
  const child = fork(join(import.meta.dirname, 'contender-process.ts'), { execArgv: [] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ask = (message: Ask): Promise<Exclude<Reply, { type: 'failed' }>> =>
    new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`${name} ended`));
      child.once('exit', onExit);
      child.once('message', (reply: Reply) => {
        child.off('exit', onExit);
        if (reply.type === 'failed') reject(new Error(`${name}: ${reply.message}`));
        else resolve(reply);
      });
      child.send(message);
    });
  const opened = await ask({ type: 'open', name, target });
  if (opened.type !== 'opened') throw new Error(`${name} did not open`);
  return {
    name,
    importMs: opened.importMs,
    rssBytes: opened.rssBytes,
    async run(options) {
      const ran = await ask({ type: 'run', ...options });
      if (ran.type !== 'ran') throw new Error(`${name} did not run`);
      return ran;
    },
    async close() {
      child.send({ type: 'close' } satisfies Ask);
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
    },
  };
}
