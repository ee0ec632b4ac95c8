import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;
/** The process that lives as long as the run: the one that started this worker, or this one. */
const RUN_PID = process.send === undefined ? process.pid : process.ppid;
const FOLDER = join(tmpdir(), `perpdesk-postgres-${RUN_PID}`);

/** Empty, and of one test alone: a schema on the run's one server, which goes with the server. */
export interface TestDatabase {
  readonly url: string;
  /** Runs SQL beside the journal, as another program would. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
}

/** The first caller of a run starts the server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = `${await serverUrl()}/postgres`;
  const name = `t${randomBytes(8).toString('hex')}`;
  const url = `${server}?options=-csearch_path%3D${name}`;
  await run(server, `create schema ${name}`);
  return { url, query: (text) => run(url, text) };
}

async function run(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

async function serverUrl(): Promise<string> {
  if (isFirst()) startKeeper();
  const path = join(FOLDER, 'answer');
  for (let waited = 0; !existsSync(path); waited += LOOK_MS) {
    if (waited > PATIENCE_MS) throw new Error(`No PostgreSQL server in ${FOLDER}: remove it and run again.`);
    await wait(LOOK_MS);
  }
  const text = readFileSync(path, 'utf8');
  if (text.startsWith('failed')) throw new Error(`PostgreSQL ${text}`);
  return text;
}

function isFirst(): boolean {
  try {
    mkdirSync(FOLDER);
    return true;
  } catch {
    return false;
  }
}

/** In a session of its own: Ctrl-C ends the run, and the keeper then tidies up. */
function startKeeper(): void {
  const keeper = spawn(
    process.execPath,
    [
      '--conditions=@perpdesk/source',
      join(import.meta.dirname, `keeper${extname(import.meta.filename)}`),
      FOLDER,
      `${RUN_PID}`,
    ],
    { detached: true, stdio: 'ignore' },
  );
  keeper.unref();
}
