import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { formatKill, type Kill, type Passes } from './crash-point.test.fixture.ts';
import type { DeskProgram } from './desk-program.test.fixture.ts';
import type { DeskTimings } from './desk-timings.test.fixture.ts';

/** A desk that runs in a process of its own. */
export interface DeskProcess {
  /** Base of its alert server; empty if it died before it was ready. */
  readonly url: string;
  readonly isDead: boolean;
  /** What it complained of. */
  readonly log: string;
  /** Counts the points anew, and ends it at one of them. */
  arm(kill: Kill): Promise<void>;
  /** How often each point was passed since the start or the last `arm`. */
  passes(): Promise<Passes>;
  /** Ends it without a chance to clean up. */
  kill(): Promise<void>;
  /** Lets it exit by itself, but without stopping the program first. */
  end(): Promise<void>;
}

// its young objects fit: a start collects no garbage
const FLAGS = ['--max-semi-space-size=64'];

/** Starts a desk on a folder; resolves when it is ready or dead. */
export async function startDeskProcess(options: {
  readonly folder: string;
  readonly program: DeskProgram;
  /** How long the exchange has an order before it matches it. */
  readonly latencyMs?: number;
  /** Default quick. */
  readonly timings?: DeskTimings;
  readonly kill?: Kill | undefined;
  /** It dies so long after it was started, ready or not. */
  readonly killAfterMs?: number | undefined;
}): Promise<DeskProcess> {
  const { folder, program, latencyMs = 0, timings = 'quick', kill, killAfterMs } = options;
  const child = spawn(
    process.execPath,
    [...FLAGS, program.path, folder, `${latencyMs}`, timings, ...(kill === undefined ? [] : [formatKill(kill)])],
    { env: { ...process.env, NODE_COMPILE_CACHE: program.cacheFolder }, stdio: 'pipe' },
  );
  let isDead = false;
  let log = '';
  const ended = once(child, 'close').then(() => {
    isDead = true;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  child.stdin.on('error', () => {});
  if (killAfterMs !== undefined) {
    const early = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    void ended.then(() => clearTimeout(early));
  }
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<string> => {
    const { value, done } = await lines.next();
    return done === true ? '' : value;
  };
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    return read();
  };
  const ready = await read();
  if (ready === '') await ended;
  const { url } = ready === '' ? { url: '' } : (JSON.parse(ready) as { readonly url: string });
  return {
    url,
    get isDead() {
      return isDead;
    },
    get log() {
      return log;
    },
    async arm(at) {
      if ((await ask(`arm ${formatKill(at)}`)) !== 'armed') throw new Error(`The desk is gone. ${log}`);
    },
    passes: async () => JSON.parse(await ask('passes')) as Passes,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
