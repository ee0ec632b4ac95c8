import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { loadConfig } from '@perpdesk/broker-config';
import { systemClock, type Logger } from '@perpdesk/broker-core';
import { startProgram } from '../program/start-program.ts';
import { type CrashPoint, type Kill, parseKill } from './crash-point.test.fixture.ts';

/*
 * The whole desk in a process of its own. Arguments: the folder with its perpdesk.yaml, the exchange's latency in ms, and how it ends.
 *
 * Prints one line of JSON when it is ready. Takes lines: `arm <kill>` counts the points anew and says `armed`; `passes` says
 * how often each point was passed. Ends with whoever started it.
 */
const [folder = '', latencyMs = '0', firstKill = ''] = process.argv.slice(2);
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
  process.stderr.write(`${message} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : ''}\n`);
}
const logger: Logger = { debug: () => {}, info: () => {}, warn: complain, error: complain };

process.on('SIGTERM', () => process.exit(0));
watchCommits();
watchTelegram();
const loaded = await loadConfig({
  path: join(folder, 'perpdesk.yaml'),
  env: {},
  readFile: (path) => readFile(path, 'utf8'),
});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const program = await startProgram({
  config: loaded.config,
  ports: { clock: systemClock, logger, random: (size) => randomBytes(size), jitter: () => 0.5 },
  probe: pass,
  paperLatencyMs: Number(latencyMs),
  engineTimings: { entryValidityMs: 800, stopValidityMs: 800, absenceMarginMs: 250, lookGapMs: 80, tickMs: 200 },
  outboxTimings: { backoffMs: 20, maxBackoffMs: 200 },
  pollerTimings: { pollSeconds: 2, backoffMs: 50, conflictMs: 100 },
});
process.stdout.write(`${JSON.stringify({ url: program.url })}\n`);

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
