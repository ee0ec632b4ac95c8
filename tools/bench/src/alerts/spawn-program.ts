import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchAccount } from './bench-account.ts';
import { symbolOf } from './bench-market.ts';
import type { RunningHandler } from './running-handler.ts';

export interface ProgramOptions {
  readonly accounts: readonly BenchAccount[];
  readonly rest: string;
  readonly socket: string;
  readonly journalUrl: string;
  /** Of the exchange, all of them the route's. */
  readonly symbols: number;
  /** Of the program's own files; must exist. */
  readonly folder: string;
  /** The route's `entry`, as YAML. Default: at the market. */
  readonly entry?: string;
}

const BIN = join(import.meta.dirname, '../../../../apps/telegram-bot/bin/perpdesk.js');
const TOKEN = 'the-token-of-the-route-that-the-bench-uses';
const START_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** The program as it is started by people, without a chat. */
export async function spawnProgram(options: ProgramOptions): Promise<RunningHandler> {
  const { accounts, folder } = options;
  await writeFile(join(folder, 'perpdesk.yaml'), configText(options), { mode: 0o600 });
  const secrets = Object.fromEntries(
    accounts.flatMap(({ apiKey, secretKey }, index) => [
      [`KEY_${index}`, apiKey],
      [`SECRET_${index}`, secretKey],
    ]),
  );
  const child = spawn(process.execPath, ['--conditions=@perpdesk/source', BIN, 'start', '--config', 'perpdesk.yaml'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ROUTE_TOKEN: TOKEN, ...secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = once(child, 'close');
  const base = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const url = /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(output)?.[1];
      if (url !== undefined && output.includes('Ctrl-C ends it.')) resolve(url);
    };
    child.stdout.on('data', look);
    child.once('exit', () => reject(new Error(`the program ended: ${output}`)));
    setTimeout(() => reject(new Error(`the program did not start: ${output}`)), START_MS).unref();
  });
  await untilReady(base).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    alertUrl: `${base}/hooks/${TOKEN}`,
    pid: child.pid ?? 0,
    commits: async () => readCounter(await (await fetch(`${base}/metrics`)).text(), 'perpdesk_journal_commits_total'),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The door opens before the last account is connected. */
export async function untilReady(base: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const answer = await fetch(`${base}/readyz`);
    if (answer.status === 200) return;
    if (Date.now() > deadline) throw new Error(`the program is not ready: ${await answer.text()}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** @throws {Error} if the page has no such counter. */
export function readCounter(page: string, name: string): number {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1];
  if (value === undefined) throw new Error(`The metrics say nothing of ${name}.`);
  return Number(value);
}

function configText({ accounts, rest, socket, journalUrl, symbols, entry }: ProgramOptions): string {
  const brokers = accounts.map(
    ({ name }, index) => `  ${name}:
    type: binance
    credentials: { apiKey: { env: KEY_${index} }, secretKey: { env: SECRET_${index} } }
    endpoints: { rest: "${rest}", stream: "${socket}", wsApi: "${socket}" }`,
  );
  const names = Array.from({ length: symbols }, (_, index) => symbolOf(index));
  return `brokers:
${brokers.join('\n')}
routes:
  bench:
    token: { env: ROUTE_TOKEN }
    brokers: [${accounts.map(({ name }) => name).join(', ')}]
    symbols: [${names.join(', ')}]
    size: { signal: "1" }
${entry === undefined ? '' : `    entry: ${entry}\n`}server: { port: 0 }
journal: { url: "${journalUrl}" }
`;
}
