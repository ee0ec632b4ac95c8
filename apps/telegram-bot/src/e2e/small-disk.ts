import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a disk of one's own can be mounted here. */
export const CAN_MOUNT = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** A real disk with little room, which only programs see that run within it. */
export interface SmallDisk extends AsyncDisposable {
  /** Where it is for those programs. */
  readonly path: string;
  /** What a program is to run within that works in that folder. */
  within(folder: string): readonly string[];
  /** Takes all room that there is, and what is given back, until `free`. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

const AGAIN_MS = 100;

export async function createSmallDisk(size: string): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'perpdesk-disk-'));
  const script = `mount -t tmpfs -o size=${size} none "$0" && echo mounted && exec sleep 3600`;
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  const inside = `/proc/${holder.pid}/root${path}`;
  const taken: string[] = [];
  let filling: NodeJS.Timeout | undefined;
  let pass = Promise.resolve();

  const take = async (): Promise<void> => {
    for (const bytes of [1_048_576, 65_536, 4_096]) {
      for (let isFull = false; !isFull;) {
        const file = join(inside, `other${taken.length}`);
        taken.push(file);
        isFull = await writeFile(file, Buffer.alloc(bytes)).then(
          () => false,
          () => true,
        );
      }
    }
  };
  const again = (): void => {
    pass = pass.then(take);
  };
  const free = async (): Promise<void> => {
    clearInterval(filling);
    await pass;
    for (const file of taken.splice(0)) await rm(file, { force: true });
  };
  return {
    path,
    within: (folder) => ['nsenter', '-t', `${holder.pid}`, '-U', '-m', '--preserve-credentials', `--wdns=${folder}`],
    async fill() {
      again();
      await pass;
      filling = setInterval(again, AGAIN_MS);
    },
    free,
    async [Symbol.asyncDispose]() {
      await free();
      const ended = once(holder, 'close');
      holder.kill('SIGKILL');
      await ended;
      await rm(path, { recursive: true, force: true });
    },
  };
}
