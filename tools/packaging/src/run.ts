import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What npm, Nx and the test runner tell their children about this run; a child elsewhere would take it for its own. */
const OF_THIS_WORKSPACE =
  /^(?:npm_(?:package|lifecycle|command)_?|npm_config_(?:local_prefix|global_prefix)$|INIT_CWD$|NX_|NODE_TEST_)/;
const TIMEOUT_MS = 120_000;

/** The user's environment, as a shell in another folder would have it, with this Node before all others. */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const outside = Object.entries(process.env).filter(([name]) => !OF_THIS_WORKSPACE.test(name));
  return {
    ...Object.fromEntries(outside),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
}

/** Runs a program to its end. It is killed after two minutes; its code is null then. */
export function run(folder: string, command: string, words: readonly string[]): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: folder, env: outsideEnvironment(), timeout: TIMEOUT_MS });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs Node. */
export const node = (folder: string, ...words: readonly string[]): Promise<RunResult> =>
  run(folder, process.execPath, words);

/**
 * Runs the user's npm and gives what it printed.
 *
 * @throws {Error} with what it said where it fails.
 */
export async function npm(folder: string, ...words: readonly string[]): Promise<string> {
  const own = process.env['npm_execpath'];
  const result = await (own === undefined ? run(folder, 'npm', words) : node(folder, own, ...words));
  if (result.code !== 0) throw new Error(`npm ${words.join(' ')} ended with ${result.code}:\n${result.stderr}`);
  return result.stdout;
}
