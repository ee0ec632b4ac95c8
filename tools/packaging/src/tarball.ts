import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm } from './run.ts';
import { WORKSPACE_ROOT } from './workspace-root.ts';

export interface Tarball {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Paths inside the package. */
  readonly files: readonly string[];
}

interface Published {
  readonly name: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs workspaces as they stand, builds included, and publishes them.
 *
 * @param options of npm, besides: where to.
 */
export async function publishAll(folders: readonly string[], options: readonly string[]): Promise<readonly Tarball[]> {
  const workspaces = folders.flatMap((folder) => ['-w', folder]);
  const printed = await npm(WORKSPACE_ROOT, 'publish', '--json', ...options, ...workspaces);
  const published: Readonly<Record<string, Published>> = JSON.parse(printed);
  return Object.values(published).map(({ name, size, files }) => ({
    name,
    size,
    files: files.map(({ path }) => path),
  }));
}

/** Removes from a build what sources have left in it that are gone; a fresh clone's has none. */
export async function pruneBuild(folder: string): Promise<void> {
  const at = join(WORKSPACE_ROOT, folder);
  for (const file of await readdir(join(at, 'dist'), { recursive: true })) {
    const source = sourceOf(join('dist', file));
    if (source.endsWith('.ts') && !existsSync(join(at, source))) await rm(join(at, 'dist', file));
  }
}

const ALLOWED = [
  /^(?:package\.json|README\.md|LICENSE|SOURCES\.md|CHANGELOG\.md|schema\.json)$/,
  /^bin\/[a-z-]+\.js$/,
  /^page\/[a-z.-]+$/,
  /^src\/.*\.ts$/,
  /^dist\/.*(?:\.js|\.d\.ts)(?:\.map)?$/,
];
const sourceOf = (file: string) => file.replace(/^dist\//, 'src/').replace(/(?:\.d\.ts|\.js)(?:\.map)?$/, '.ts');
const OF_TESTS = /\.test\.|\/(?:__\w+__|e2e)\/|fixture/;

/** Files of a package that its users have no use for: of tests, of tools, or left in the build by a source that is gone. */
export function strayFiles(files: readonly string[]): readonly string[] {
  const all = new Set(files);
  return files.filter((file) => {
    const isAllowed = ALLOWED.some((pattern) => pattern.test(file)) && !OF_TESTS.test(file);
    return !isAllowed || (file.startsWith('dist/') && !all.has(sourceOf(file)));
  });
}

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.{1,2}\/[^']+)'/g;
/** A file that is named apart from its folder: it is imported, or started as a child, by its path. */
const NAMED = /'([a-z-]+\.(?:ts|js))'|`([a-z-]+)\$\{extname\(/g;

/** Sources that no entry of the package leads to: they are of tests or of tools, or nobody's. */
export async function unreachedSources(
  folder: string,
  files: readonly string[],
  entries: readonly string[],
): Promise<readonly string[]> {
  const sources = files.filter((file) => file.startsWith('src/'));
  const reached = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (reached.has(file) || !files.includes(file)) return;
    reached.add(file);
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(SPECIFIER)) await visit(join(dirname(file), specifier));
    for (const [, name, stem] of text.matchAll(NAMED)) {
      const ending = `/${name ?? `${stem}.ts`}`;
      for (const source of sources.filter((each) => each.endsWith(ending))) await visit(source);
    }
  };
  for (const entry of entries) await visit(join(entry));
  return sources.filter((file) => !reached.has(file));
}
