import { createInitFiles } from './init-files.ts';
import type { InitWishes } from './init-wishes.ts';
import { runInit, type InitPorts } from './run-init.ts';
import { createTerminal } from './terminal.ts';

export interface InitProcess extends Pick<InitPorts, 'random' | 'say' | 'complain'> {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** `perpdesk init`: asks where somebody sits at a terminal; resolves with the exit code. */
export async function initCommand(
  { path, wishes, asks }: { readonly path: string; readonly wishes: InitWishes; readonly asks: boolean },
  { input, output, ...ports }: InitProcess,
): Promise<number> {
  const terminal = asks ? createTerminal(input, output) : null;
  try {
    return await runInit(path, wishes, { ...ports, ...createInitFiles(), ask: terminal?.ask ?? null });
  } finally {
    terminal?.close();
  }
}
