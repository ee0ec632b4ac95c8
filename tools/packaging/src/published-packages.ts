import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKSPACE_ROOT } from './workspace-root.ts';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

export interface PublishedPackage {
  /** From the workspace's root. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly readme: string;
  /** What a program can import from it. */
  readonly entries: readonly string[];
}

/** Every package of the workspace that is not private, by name. */
export function publishedPackages(): readonly PublishedPackage[] {
  return globSync('{packages,apps}/*/package.json', { cwd: WORKSPACE_ROOT })
    .map((file) => readPackage(dirname(file)))
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
}

function readPackage(folder: string): PublishedPackage {
  const text = (name: string) => readFileSync(join(WORKSPACE_ROOT, folder, name), 'utf8');
  const manifest: Manifest = JSON.parse(text('package.json'));
  const entries = Object.entries(manifest.exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([path]) => `${manifest.name}${path.slice(1)}`);
  return { folder, manifest, readme: text('README.md'), entries };
}
