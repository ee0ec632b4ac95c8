import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of its own that runs a module text with this package's sources. */
export interface JournalChild {
  /** The lines that it printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it has printed so many lines; rejects when it ends before. */
  printed(count: number): Promise<void>;
  /** Ends it without a chance to clean up. */
  kill(): Promise<void>;
}

/** Ends with its parent, also where that one was killed. */
const PRELUDE = "process.stdin.on('end', () => process.exit(1)).resume();\n";

/** `script` is JavaScript; `process.argv[1]` is the first of `values`. */
export function startJournalChild(script: string, ...values: readonly string[]): JournalChild {
  const child = spawn(
    process.execPath,
    ['--conditions=@perpdesk/source', '--input-type=module', '-e', PRELUDE + script, ...values],
    { cwd: dirname(import.meta.dirname), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = once(child, 'close');
  return {
    lines,
    async printed(count) {
      while (lines.length < count) {
        await Promise.race([once(reader, 'line'), ended.then(() => failIfShort(child, lines, count))]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function failIfShort(child: ChildProcess, lines: readonly string[], count: number): void {
  if (lines.length < count) {
    throw new Error(`The child ended with ${child.exitCode} after ${lines.length} of ${count} lines.`);
  }
}
