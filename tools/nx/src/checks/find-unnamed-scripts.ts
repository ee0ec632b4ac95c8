/** A package of a lockfile that has scripts of its own to run when it is installed. */
interface LockedPackage {
  readonly hasInstallScript?: boolean;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Packages that would run a script when they are installed. */
export function packagesWithScripts({ packages }: Lockfile): readonly string[] {
  const paths = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript === true);
  return [...new Set(paths.map(nameOf))].toSorted();
}

/** Those of them that nobody has allowed or refused by name. */
export function findUnnamedScripts(lockfile: Lockfile, named: Readonly<Record<string, boolean>>): readonly string[] {
  return packagesWithScripts(lockfile).filter((name) => !Object.hasOwn(named, name));
}
