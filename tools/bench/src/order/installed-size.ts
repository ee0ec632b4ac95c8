import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface InstalledSize {
  readonly bytes: number;
  readonly packages: number;
}

/** What a package and everything it brings take on disk, without what is for its own development. */
export function installedSize(name: string, fromFolder: string): InstalledSize {
  const seen = new Map<string, number>();
  const visit = (packageName: string, from: string) => {
    const folder = findPackage(packageName, from);
    if (folder === null || seen.has(folder)) return;
    seen.set(folder, sizeOf(folder));
    const manifest: { readonly dependencies?: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder);
  };
  visit(name, fromFolder);
  return { bytes: [...seen.values()].reduce((sum, size) => sum + size, 0), packages: seen.size };
}

function findPackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === dirname(folder)) return null;
  }
}

function sizeOf(folder: string): number {
  const files = globSync('**/*', { cwd: folder, exclude: (name) => name.startsWith('node_modules') });
  return files.reduce((sum, file) => {
    const stats = statSync(join(folder, file), { throwIfNoEntry: false });
    return stats?.isFile() === true && !/\.test\./.test(file) ? sum + stats.size : sum;
  }, 0);
}
