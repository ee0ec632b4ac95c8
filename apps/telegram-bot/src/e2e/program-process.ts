import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');
const STOP_MS = 10_000;

/** That a machine with other work stands still is no complaint of a test. */
const STALLED = /^.*the event loop stood still.*\n/gm;

/** What `npm start` runs, from whatever folder: the words after `node`, with the program's full path. */
export function startWords(): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [program, ...words] = manifest.scripts.start.split(' ');
  if (program !== 'node') throw new Error(`npm start runs ${program}, not node.`);
  return words.map((word) => (/\.(?:js|ts)$/.test(word) ? join(ROOT, word) : word));
}

/** The committed bin. */
export const BIN = join(import.meta.dirname, '../../bin/perpdesk.js');

export interface ProgramProcess {
  readonly pid: number;
  /** What it has printed. */
  output(): string;
  /** What it has complained about. */
  complaints(): string;
  isRunning(): boolean;
  /** Its exit code; `null` if a signal ended it. */
  readonly ended: Promise<number | null>;
  /** SIGTERM, and SIGKILL 10 s later; resolves with the exit code, `null` where it had to be killed. */
  stop(): Promise<number | null>;
  /** SIGKILL to the program that says it runs: as if the power went. */
  kill(): Promise<void>;
  /** Holds it up, and lets it go on: as a machine that is suspended. */
  pause(): void;
  goOn(): void;
}

export interface ProcessOptions {
  readonly folder: string;
  /** What runs before Node, and is followed by it: `unshare …`. */
  readonly within?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts Node as a child, as a person would start it in that folder. */
export function startProcess(words: readonly string[], { folder, within = [], env }: ProcessOptions): ProgramProcess {
  const [program = process.execPath, ...further] = [...within, process.execPath, ...words];
  const child = spawn(program, further, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { output: '', complaints: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.complaints += text));
  const ended = once(child, 'close').then(([code]): number | null => (typeof code === 'number' ? code : null));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  /** An older Node hands over to a newer one: the one that runs says which it is. */
  const runningPid = () => {
    const pid = /\(pid (\d+)\)/.exec(printed.output)?.[1];
    if (pid === undefined) throw new Error('It does not run yet.');
    return Number(pid);
  };
  return {
    pid: child.pid ?? 0,
    output: () => printed.output,
    complaints: () => printed.complaints.replaceAll(STALLED, ''),
    isRunning,
    ended,
    async stop() {
      if (!isRunning()) return ended;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      return ended.finally(() => clearTimeout(late));
    },
    async kill() {
      process.kill(runningPid(), 'SIGKILL');
      await ended;
    },
    pause: () => void process.kill(runningPid(), 'SIGSTOP'),
    goOn: () => void process.kill(runningPid(), 'SIGCONT'),
  };
}
