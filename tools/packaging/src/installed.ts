import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface LockFile {
  readonly packages: Readonly<Record<string, object>>;
}

export interface Installed {
  /** Bytes of all files in `node_modules`. */
  readonly size: number;
  /** Packages besides the one that was asked for. */
  readonly dependencies: number;
}

/** What an `npm install` of one package put into a folder. */
export async function measureInstalled(folder: string): Promise<Installed> {
  const modules = join(folder, 'node_modules');
  const lock: LockFile = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8'));
  const entries = await readdir(modules, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.package-lock.json');
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return {
    size: sizes.reduce((sum, size) => sum + size, 0),
    dependencies: Object.keys(lock.packages).length - 1,
  };
}
