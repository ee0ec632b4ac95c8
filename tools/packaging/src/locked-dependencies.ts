import { dirname, join } from 'node:path';

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const fits = (allowed: readonly string[] | undefined, value: string) =>
  allowed === undefined || allowed.includes(value);

/**
 * How many packages come with one of this workspace, at the versions of its `package-lock.json`, on Linux x64 with glibc.
 *
 * @param folder The workspace, from the root.
 */
export function countLocked(packages: LockedPackages, folder: string): number {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = resolve(packages, path, name);
      if (found === null || seen.has(found)) continue;
      const { os, cpu, libc } = packages[found] ?? {};
      if (!fits(os, 'linux') || !fits(cpu, 'x64') || !fits(libc, 'glibc')) continue;
      seen.add(found);
      visit(found);
    }
  };
  visit(folder);
  return seen.size;
}

/** Where Node would find a package from a folder; a workspace's own folder for a link. */
function resolve(packages: LockedPackages, from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    const found = packages[candidate];
    if (found !== undefined) return found.link === true ? (found.resolved ?? null) : candidate;
    if (folder === '.') return null;
  }
}
