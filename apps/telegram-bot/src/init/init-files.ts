import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import type { InitPorts } from './run-init.ts';

/** The disk, as far as a first configuration needs it. */
export function createInitFiles(): Pick<InitPorts, 'exists' | 'makeFolder' | 'write'> {
  return {
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    async makeFolder(path) {
      await mkdir(path, { recursive: true, mode: 0o700 });
    },
    async write(path, text) {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      // whatever the process's mask takes away or the disk adds
      await chmod(path, 0o600);
    },
  };
}
