import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer } from './find-server.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** A PostgreSQL server of one test alone, which may be stopped and started again with what it holds. */
export interface OwnServer {
  /** Of its one database. */
  readonly url: string;
  /** As `systemctl stop`: lines are cut, what was committed is kept. */
  stop(): Promise<void>;
  /** On the same port. */
  start(): Promise<void>;
  /** Stops it and removes what it holds. */
  close(): Promise<void>;
}

/** Starts one. @throws {Error} where there is no PostgreSQL server. */
export async function createOwnServer(): Promise<OwnServer> {
  const programs = findServer();
  if (programs === null) throw new Error('There is no PostgreSQL server here.');
  const folder = mkdtempSync(join(tmpdir(), 'perpdesk-own-postgres-'));
  let running: ServerProcess | null = await startServer(programs, folder);
  const { url } = running;
  const stop = async () => {
    if (running === null) return;
    const ended = once(running.process, 'close');
    running.process.kill('SIGINT');
    running = null;
    await ended;
  };
  return {
    url: `${url}/postgres`,
    stop,
    async start() {
      running ??= await startServer(programs, folder, Number(new URL(url).port));
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
