import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { ServerPrograms } from './find-server.ts';

/** PostgreSQL refuses to run as root: then it is `nobody` who runs it. */
const NOBODY = 65_534;
const PATIENCE_MS = 60_000;

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Makes a cluster in the folder, unless there is one, and starts a server on a free port of loopback, or on the given one. */
export async function startServer(
  programs: ServerPrograms,
  folder: string,
  givenPort: number | null = null,
): Promise<ServerProcess> {
  const options = runAs(folder);
  const { bin, env } = prepare(programs, folder, options);
  const data = join(folder, 'data');
  if (!existsSync(data)) {
    const made = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...options, env, encoding: 'utf8', timeout: PATIENCE_MS },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  }
  const port = givenPort ?? (await freePort());
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(child);
  return { url: `postgres://postgres@127.0.0.1:${port}`, process: child };
}

function runAs(folder: string): SpawnOptions {
  if (process.getuid?.() !== 0) return { cwd: folder };
  chownSync(folder, NOBODY, NOBODY);
  return { cwd: folder, uid: NOBODY, gid: NOBODY };
}

function prepare(
  { bin, links }: ServerPrograms,
  folder: string,
  options: SpawnOptions,
): { bin: string; env: NodeJS.ProcessEnv } {
  const env = { ...process.env, LC_ALL: 'C' };
  if (links === null) return { bin, env };
  let native = dirname(bin);
  // the clone may lie where nobody else may look
  if (spawnSync(join(bin, 'postgres'), ['--version'], { ...options, env }).error !== undefined) {
    if (!existsSync(join(folder, 'native'))) cpSync(native, join(folder, 'native'), { recursive: true });
    native = join(folder, 'native');
  }
  const libraries = join(folder, 'libraries');
  const isMade = existsSync(libraries);
  mkdirSync(libraries, { mode: 0o755, recursive: true });
  chmodSync(libraries, 0o755);
  if (existsSync(links) && !isMade) {
    const wanted: readonly { source: string; target: string }[] = JSON.parse(readFileSync(links, 'utf8'));
    for (const { source, target } of wanted) {
      symlinkSync(join(dirname(native), source), join(libraries, target.slice(target.lastIndexOf('/') + 1)));
    }
  }
  const path = [libraries, join(native, 'lib')].join(':');
  return { bin: join(native, 'bin'), env: { ...env, LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path } };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString('utf8');
      if (said.includes('ready to accept connections')) resolve();
    });
  });
  const ended = once(child, 'close').then(() => {
    throw new Error(`postgres ended: ${said}`);
  });
  await Promise.race([ready, ended]);
  ended.catch(() => {});
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
