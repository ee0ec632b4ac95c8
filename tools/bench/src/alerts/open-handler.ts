import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '@perpdesk/journal/testing';
import type { BenchAccount } from './bench-account.ts';
import { HANDLERS, type HandlerName } from './handler.ts';
import type { RunningHandler } from './running-handler.ts';
import { spawnBare } from './spawn-bare.ts';
import { spawnProgram } from './spawn-program.ts';

export interface HandlerPlace {
  readonly name: HandlerName;
  readonly accounts: readonly BenchAccount[];
  readonly rest: string;
  readonly socket: string;
  readonly symbols: number;
  /** For all handlers; each gets a folder of its own in it. */
  readonly folder: string;
}

/** Starts a handler on an empty database. */
export async function openHandler({ name, folder, ...place }: HandlerPlace): Promise<RunningHandler> {
  const own = join(folder, `${name}-${place.accounts.length}`);
  await mkdir(own, { recursive: true });
  const { program, database } = HANDLERS[name];
  const journalUrl = database === 'sqlite' ? `sqlite:${join(own, 'journal.db')}` : (await createTestDatabase()).url;
  return program
    ? spawnProgram({ ...place, journalUrl, folder: own })
    : spawnBare({ accounts: place.accounts, rest: place.rest, journalUrl });
}
