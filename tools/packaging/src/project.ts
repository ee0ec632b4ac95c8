import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './run.ts';

export interface ProjectOptions {
  readonly type: 'module' | 'commonjs';
  /** Lines that say where the scope comes from. */
  readonly npmrc: string;
}

/** A folder as `npm init` makes it, outside this workspace. */
export interface Project {
  readonly folder: string;
  /** `npm install` by name. */
  install: (...names: readonly string[]) => Promise<void>;
  /** Writes a file and gives its name. */
  write: (name: string, text: string) => Promise<string>;
}

/** Makes a project folder; it must not exist yet. */
export async function createProject(folder: string, { type, npmrc }: ProjectOptions): Promise<Project> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return name;
  };
  await write('package.json', JSON.stringify({ name: 'outsider', version: '1.0.0', private: true, type }));
  await write('.npmrc', npmrc);
  return {
    folder,
    write,
    install: async (...names) => {
      await npm(folder, 'install', '--prefer-offline', ...names);
    },
  };
}
