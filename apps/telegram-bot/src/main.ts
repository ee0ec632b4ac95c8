import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, readFile, stat } from 'node:fs/promises';
import { formatConfigErrors, formatConfigWarnings, type PerpdeskConfig } from '@perpdesk/broker-config';
import { systemClock } from '@perpdesk/broker-core';
import { JournalError } from '@perpdesk/journal/port';
import { pino } from 'pino';
import { secretsOf } from './program/config-secrets.ts';
import { createLogger } from './program/create-logger.ts';
import { STANDSTILL_MS, STOP_MS } from './program/default-timings.ts';
import { parseArguments } from './program/parse-arguments.ts';
import { ProgramError } from './program/program-error.ts';
import type { ProgramPorts } from './program/program-ports.ts';
import { createRedactor } from './program/redact.ts';
import { resolveConfig, type ResolvedConfig } from './program/resolve-config.ts';
import { helpFor, USAGES } from './program/usage.ts';
import { createSystemStallMeter } from './program/system-stall-meter.ts';
import type { ConfigSource } from './reload/config-watch.ts';
import type { RecoverOptions } from './recover/recover-desk.ts';
import { isReview } from './review/is-review.ts';
import { EXIT, type ReviewPorts } from './review/review-ports.ts';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
const MARKS = { fine: '✓', warning: '!', fault: '✗' } as const;
/** Room for some thousand changes. */
const BALLAST_BYTES = 32 * 1_048_576;
/** As RFC 4226 recommends. */
const TOTP_BYTES = 20;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Secrets of a configuration that is taken up later are learned, so that no line of the log holds them. */
interface LearningPorts extends ProgramPorts {
  readonly learn: (config: PerpdeskConfig) => void;
}

function createPorts(config: PerpdeskConfig): LearningPorts {
  let known = secretsOf(config);
  let redact = createRedactor(known);
  const logger = createLogger({
    level: LOG_LEVELS.find((level) => level === process.env['LOG_LEVEL']) ?? 'warn',
    destination: pino.destination({ dest: 2, sync: true }),
    redact: (text) => redact(text),
  });
  const die = (reason: unknown) => {
    logger.error('a fault nobody caught', { error: reason });
    process.exit(EXIT.failed);
  };
  process.on('unhandledRejection', die);
  process.on('uncaughtException', die);
  return {
    clock: systemClock,
    logger,
    random: (size) => randomBytes(size),
    createStallMeter: createSystemStallMeter,
    jitter: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    learn(next) {
      known = [...new Set([...known, ...secretsOf(next)])];
      redact = createRedactor(known);
    },
  };
}

function resolve(configPath: string | null, needsSecrets: boolean): Promise<ResolvedConfig> {
  return resolveConfig({
    needsSecrets,
    cwd: process.cwd(),
    configPath,
    env: process.env,
    readFile: (path) => readFile(path, 'utf8'),
    fileMode: async (path) => (process.platform === 'win32' ? null : (await stat(path)).mode & 0o777),
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
  });
}

/** Timers of the program do not keep the process alive. Returns the release. */
function keepAlive(): () => void {
  const alive = setInterval(() => {}, 2 ** 30);
  return () => clearInterval(alive);
}

/** The configuration's files, for as long as the desk runs. */
function configSource(path: string, { result }: ResolvedConfig): ConfigSource {
  return {
    files: result.files,
    stamp: (file) =>
      stat(file).then(
        ({ mtimeMs, ctimeMs, size, ino }) => `${mtimeMs} ${ctimeMs} ${size} ${ino}`,
        () => null,
      ),
    load: async () => (await resolve(path, true)).result,
  };
}

/** The file that stands over the configuration on this machine. */
function overlayOf({ result }: ResolvedConfig): string | null {
  return result.ok ? result.overlay : null;
}

async function start(config: PerpdeskConfig, resolved: ResolvedConfig): Promise<void> {
  const { startProgram } = await import('./program/start-program.ts');
  const { banner } = await import('./program/banner.ts');
  const { location } = resolved;
  const ports = createPorts(config);
  const release = keepAlive();
  const program = await startProgram({
    config,
    ports,
    isEmbedded: location.source === 'embedded',
    ballastBytes: BALLAST_BYTES,
    journalInThread: true,
    standstillMs: STANDSTILL_MS,
    ...(location.path === null ? {} : { configSource: configSource(location.path, resolved) }),
    onConfig: (next) => ports.learn(next),
    // what it has in memory is not true any more; a start reads the journal anew
    onTakenOver: () => process.exit(EXIT.failed),
  });
  say(banner({ program, config, location, overlay: overlayOf(resolved), pid: process.pid }));
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(EXIT.failed);
    isStopping = true;
    complain('Stopping.');
    setTimeout(() => process.exit(EXIT.failed), STOP_MS).unref();
    void program.stop().then(() => {
      release();
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
}

async function check(config: PerpdeskConfig, resolved: ResolvedConfig): Promise<number> {
  const { checkProgram } = await import('./program/check-program.ts');
  const overlay = overlayOf(resolved);
  const over = overlay === null ? '' : `, and ${overlay} over it`;
  say(`Configuration: ${resolved.location.path ?? 'the embedded one'}${over}`);
  const release = keepAlive();
  const findings = await checkProgram(config, createPorts(config)).finally(release);
  for (const { level, line } of findings) say(`${MARKS[level]} ${line}`);
  return findings.some(({ level }) => level === 'fault') ? EXIT.failed : EXIT.fine;
}

async function recover(config: PerpdeskConfig, given: RecoverOptions['given']): Promise<number> {
  const { recoverDesk } = await import('./recover/recover-desk.ts');
  const release = keepAlive();
  const findings = await recoverDesk({ config, ports: createPorts(config), given }).finally(release);
  for (const { level, line } of findings) say(`${MARKS[level]} ${line}`);
  const isFine = findings.every(({ level }) => level === 'fine' || (given.isWriting && level === 'warning'));
  return isFine ? 0 : EXIT.failed;
}

/** For people: neither broken early nor wider than can be read. */
const WIDTH = { least: 80, usual: 100, most: 120 } as const;

function createReviewPorts(): ReviewPorts {
  const { stdout } = process;
  let isRead = true;
  // a reader such as `head` goes when it has enough
  stdout.on('error', () => (isRead = false));
  return {
    resolve: (configPath) => resolve(configPath, false),
    now: () => systemClock.now(),
    width: Math.min(Math.max(stdout.columns ?? WIDTH.usual, WIDTH.least), WIDTH.most),
    say,
    complain,
    async write(chunk) {
      const hasRoom = stdout.write(chunk);
      if (!hasRoom && isRead) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => {});
      return isRead;
    },
  };
}

/** Each command loads what it needs itself: a look at the journal need not wait for all of the desk. */
async function main(words: readonly string[]): Promise<number | null> {
  const given = parseArguments(words);
  if (given.command === 'help') {
    say(USAGES[given.about]);
    return 0;
  }
  if (given.command === 'wrong') {
    complain(`${given.detail} ${helpFor(words)}`);
    return EXIT.wrong;
  }
  if (given.command === 'totp') {
    const { totpReport } = await import('./program/totp-report.ts');
    say(totpReport(given.label, randomBytes(TOTP_BYTES)));
    return 0;
  }
  if (given.command === 'init') {
    const { initCommand } = await import('./init/init-command.ts');
    const { stdin: input, stdout: output } = process;
    return initCommand(given, { random: (size) => randomBytes(size), say, complain, input, output });
  }
  if (given.command === 'lint') {
    const { lintCommand } = await import('./program/lint-command.ts');
    return lintCommand(given, { resolve: (configPath) => resolve(configPath, false), say, complain });
  }
  if (isReview(given)) return (await import('./review/review.ts')).review(given, createReviewPorts());
  const resolved = await resolve(given.configPath, true);
  const { result } = resolved;
  if (!result.ok) {
    complain(formatConfigErrors(result.errors));
    return EXIT.wrong;
  }
  if (result.warnings.length > 0) complain(formatConfigWarnings(result.warnings));
  if (given.command === 'check') return check(result.config, resolved);
  if (given.command === 'recover') return recover(result.config, given);
  await start(result.config, resolved);
  return null;
}

try {
  const code = await main(process.argv.slice(2));
  if (code !== null) process.exit(code);
} catch (error) {
  const isForPeople = error instanceof ProgramError || JournalError.is(error);
  complain(
    isForPeople ? error.message : `Perpdesk cannot go on: ${error instanceof Error ? error.message : 'unknown fault'}`,
  );
  process.exit(EXIT.failed);
}
