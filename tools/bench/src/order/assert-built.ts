import { globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a user installs is measured: the build, not the sources. @throws {Error} where it is missing or old. */
export function assertBuilt(packageFolder: string): void {
  const builtAt = newestOf(join(packageFolder, 'dist'), ['**/*', '.tsbuildinfo']);
  const writtenAt = newestOf(join(packageFolder, 'src'), ['**/!(*.test|*.test.fixture).ts']);
  if (builtAt >= writtenAt) return;
  throw new Error(
    `The build of ${basename(packageFolder)} is ${builtAt === 0 ? 'missing' : 'old'}. Make it: npm run build.`,
  );
}

/** When the last file of them was written, Unix ms; 0 for none. */
function newestOf(folder: string, patterns: readonly string[]): number {
  const times = globSync([...patterns], { cwd: folder }).map((file) => statSync(join(folder, file)).mtimeMs);
  return Math.max(0, ...times);
}
