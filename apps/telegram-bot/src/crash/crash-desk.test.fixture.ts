import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock, type Logger } from '@perpdesk/broker-core';
import { resolveConfig } from '../program/resolve-config.ts';
import { startProgram } from '../program/start-program.ts';
import { type CrashPoint, type Kill, parseKill } from './crash-point.test.fixture.ts';
import { LAG, watchLags } from './lags.test.fixture.ts';
import { QUICK_LEASE_MS, QUICK_TIMINGS, VENUE_VALIDITIES } from './desk-timings.test.fixture.ts';

/*
 * The whole desk in a process of its own. Arguments: the folder with its perpdesk.yaml, the paper exchange's latency in ms, its
 * times (`quick` or `default`), and how it ends.
 *
 * Prints one line of JSON when it is ready. Takes lines: `arm <kill>` counts the points anew and says `armed`; `passes` says
 * how often each point was passed. Ends with whoever started it.
 */
const [folder = '', latencyMs = '0', times = 'quick', firstKill = ''] = process.argv.slice(2);
const LOOK_MS = 10;
let passes: Partial<Record<CrashPoint, number>> = {};
let kill: Kill | null = parseKill(firstKill);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function pass(point: CrashPoint): void {
  const count = (passes[point] ?? 0) + 1;
  passes[point] = count;
  if (point !== kill?.point || count !== kill.pass) return;
  if ((kill.afterMs ?? 0) === 0) die();
  else setTimeout(die, kill.afterMs);
}

function watchCommits(): void {
  const isCommit = (sql: string) => sql.toLowerCase() === 'commit';
  const { exec, prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    if (isCommit(sql)) pass('commit');
    return exec.call(this, sql);
  };
  DatabaseSync.prototype.prepare = function (sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest);
    if (!isCommit(sql)) return statement;
    const run = statement.run.bind(statement);
    statement.run = () => {
      pass('commit');
      return run();
    };
    return statement;
  };
}

function watchTelegram(): void {
  const isMessage = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    return request.path.endsWith('/sendMessage');
  };
  subscribe('http.client.request.created', (message) => isMessage(message) && pass('telegram-request'));
  subscribe('http.client.response.finish', (message) => isMessage(message) && pass('telegram-answer'));
}

function complain(message: string, fields?: Readonly<Record<string, unknown>>): void {
  const error = fields?.['error'];
  process.stderr.write(
    `${new Date().toISOString()} ${message} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : ''}\n`,
  );
}
const logger: Logger = { debug: () => {}, info: () => {}, warn: complain, error: complain };

process.on('SIGTERM', () => process.exit(0));
// it also keeps the process alive, which timers of the program do not
watchLags((from, to) => void process.stderr.write(`${LAG} ${from} ${to}\n`));
watchCommits();
watchTelegram();
const { result: loaded } = await resolveConfig({
  cwd: folder,
  configPath: join(folder, 'perpdesk.yaml'),
  env: {},
  readFile: (path) => readFile(path, 'utf8'),
  fileMode: async () => null,
  exists: async () => true,
});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const isQuick = times === 'quick';
const { brokers, journal } = loaded.config;
const hasVenue = brokers.some(({ type }) => type === 'binance');
const atVenue = async () => ({
  engineTimings: { ...QUICK_TIMINGS.engineTimings, ...VENUE_VALIDITIES },
  factories: { binance: (await import('./impatient-binance.test.fixture.ts')).createImpatientBinance },
});
const program = await startProgram({
  config: { ...loaded.config, journal: { ...journal, leaseTtlMs: isQuick ? QUICK_LEASE_MS : journal.leaseTtlMs } },
  ports: { clock: systemClock, logger, random: (size) => randomBytes(size), jitter: () => 0.5 },
  journalInThread: true,
  probe: pass,
  paperLatencyMs: Number(latencyMs),
  onTakenOver: () => process.exit(1),
  ...(isQuick ? QUICK_TIMINGS : {}),
  ...(isQuick && hasVenue ? await atVenue() : {}),
});
// what is left of the lease of the one before it
while (program.isStandingBy) await wait(LOOK_MS);
process.stdout.write(`${JSON.stringify({ url: program.url })}\n`);
// it would be written at an end that these never have
flushCompileCache();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, text = ''] = line.split(' ');
    if (command === 'passes') {
      process.stdout.write(`${JSON.stringify(passes)}\n`);
      return;
    }
    passes = {};
    kill = parseKill(text);
    process.stdout.write('armed\n');
  })
  .on('close', () => process.exit(0));
