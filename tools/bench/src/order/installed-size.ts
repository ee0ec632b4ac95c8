import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

export interface InstalledSize {
  readonly bytes: number;
  readonly packages: number;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
}

/** npm packs them whatever `files` says. */
const ALWAYS = ['package.json', 'README*', 'LICENSE*'];

/**
 * What a package and everything it brings take on disk in a fresh folder. Of a package that is installed, all its files;
 * of a workspace, which is not packed yet, those that it would pack.
 *
 * @param fromFolder Where it is looked for, as Node does.
 * @throws {Error} for a package that is not found.
 */
export function installedSize(name: string, fromFolder: string): InstalledSize {
  const sizes = new Map<string, number>();
  const visit = (packageName: string, from: string) => {
    const folder = findPackage(packageName, from);
    if (folder === null) throw new Error(`${packageName} is not installed for ${from}.`);
    if (sizes.has(folder)) return;
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    sizes.set(folder, sumOf(folder, filesOf(folder, manifest)));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder);
  };
  visit(name, fromFolder);
  return { bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), packages: sizes.size };
}

function findPackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === dirname(folder)) return null;
  }
}

function filesOf(folder: string, { files = [] }: Manifest): readonly string[] {
  if (folder.split(sep).includes('node_modules')) {
    // what lies below is a package of its own
    return globSync('**/*', { cwd: folder, exclude: (path) => path.split(sep)[0] === 'node_modules' });
  }
  const packed = files.filter((pattern) => !pattern.startsWith('!'));
  const left = files.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const patterns = packed.flatMap((path) => [path, `${path}/**/*`]);
  return globSync([...ALWAYS, ...patterns], { cwd: folder, exclude: left });
}

function sumOf(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => {
    const stats = statSync(join(folder, file), { throwIfNoEntry: false });
    return stats?.isFile() === true ? sum + stats.size : sum;
  }, 0);
}
