import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const WORKSPACE_TMP = join(import.meta.dirname, '../../../../tmp');
const BUNDLER = join(import.meta.dirname, 'desk-bundle.test.fixture.ts');

/** The desk that crash tests start and kill. */
export interface DeskProgram {
  /** To be run by Node. */
  readonly path: string;
  /** Where Node keeps it compiled, so that the next start is faster. */
  readonly cacheFolder: string;
  remove(): Promise<void>;
}

/** Makes it from the sources as they are now. */
export async function buildDeskProgram(): Promise<DeskProgram> {
  await mkdir(WORKSPACE_TMP, { recursive: true });
  const folder = await mkdtemp(join(WORKSPACE_TMP, 'crash-desk-'));
  await promisify(execFile)(process.execPath, [BUNDLER, folder]);
  return {
    path: join(folder, 'desk.mjs'),
    cacheFolder: join(folder, 'compiled'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
