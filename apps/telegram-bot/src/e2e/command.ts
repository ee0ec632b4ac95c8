import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError } from '@perpdesk/journal/port';
import { parseArguments } from '../program/parse-arguments.ts';
import { ProgramError } from '../program/program-error.ts';
import { resolveConfig } from '../program/resolve-config.ts';
import { isReview } from '../review/is-review.ts';
import type { ReviewPorts } from '../review/review-ports.ts';
import { review } from '../review/review.ts';
import { BIN, startProcess } from './program-process.ts';

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
}

/** Runs `perpdesk` with these words in the folder, as a person would, to its end. */
export async function runCommand(
  folder: string,
  words: string,
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = startProcess([BIN, ...words.split(' ')], { folder, env });
  return { code: await child.ended, output: child.output(), complaints: child.complaints() };
}

/** The same in this process, which is faster; files are named from the root. */
export async function reviewHere(folder: string, words: string): Promise<CommandResult> {
  const told = { output: '', complaints: '' };
  const ports: ReviewPorts = {
    resolve: (configPath) =>
      resolveConfig({
        cwd: folder,
        configPath: configPath === null ? null : join(folder, configPath),
        needsSecrets: false,
        env: {},
        readFile: (path) => readFile(path, 'utf8'),
        fileMode: () => Promise.resolve(null),
        exists: (path) => Promise.resolve(existsSync(path)),
      }),
    now: () => Date.now(),
    width: 100,
    say: (text) => (told.output += `${text}\n`),
    complain: (text) => (told.complaints += `${text}\n`),
    write: async (chunk) => {
      told.output += chunk;
      return true;
    },
  };
  const given = parseArguments(words.split(' '));
  if (!isReview(given)) throw new Error(`${words} reads no journal.`);
  try {
    const code = await review(given, ports);
    return { code, ...told };
  } catch (error) {
    if (!(error instanceof ProgramError) && !JournalError.is(error)) throw error;
    return { code: 1, ...told, complaints: `${told.complaints}${error.message}\n` };
  }
}
