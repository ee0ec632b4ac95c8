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
