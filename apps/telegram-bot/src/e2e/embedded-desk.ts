import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChatDoor, type ChatDoor } from './chat-door.ts';
import { readPrinted, type Printed } from './printed.ts';
import { startProcess, startWords, type ProgramProcess } from './program-process.ts';
import { until } from './until.ts';

export const OWNER_ID = 1_000_001;
export const STRANGER_ID = 9_000_001;

/** A new folder, and its end. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

export async function createFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'perpdesk-e2e-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The program that `npm start` runs, in a folder of its own with nothing in it. */
export interface EmbeddedDesk extends AsyncDisposable {
  readonly folder: string;
  readonly process: ProgramProcess;
  readonly printed: Printed;
  readonly owner: ChatDoor;
  readonly stranger: ChatDoor;
  /** Text of a page of the alert server. */
  get(path: string): Promise<string>;
}

/** Resolves when the desk has printed where it is. Whatever happens, its process and folder end with it. */
export async function startEmbeddedDesk(): Promise<EmbeddedDesk> {
  const folder = await createFolder();
  const child = startProcess(startWords(), { folder: folder.path });
  const end = async () => {
    const code = await child.stop();
    await folder[Symbol.asyncDispose]();
    if (code !== 0) throw new Error(`The desk ended with ${code ?? 'a signal'}: ${child.complaints()}`);
  };
  try {
    const printed = await until('the desk is ready', () => {
      if (!child.isRunning()) throw new Error('It has ended.');
      return readPrinted(child.output());
    });
    return {
      folder: folder.path,
      process: child,
      printed,
      owner: createChatDoor(printed.chatUrl, OWNER_ID),
      stranger: createChatDoor(printed.chatUrl, STRANGER_ID),
      get: async (path) => (await fetch(`${printed.alertsUrl}${path}`)).text(),
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end().catch(() => {});
    throw new Error(`The desk did not start. It said: ${child.output()}${child.complaints()}`, { cause: error });
  }
}
