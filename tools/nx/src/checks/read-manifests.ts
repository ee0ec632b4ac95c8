import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

export interface Manifest {
  readonly file: string;
  /** Names of its direct dependencies of every kind, this workspace's own packages left out. */
  readonly dependencies: readonly string[];
}

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** Every package.json of the workspace. */
export function readManifests(): readonly Manifest[] {
  const files = ['package.json', ...globSync('{packages,apps,tools}/*/package.json', { cwd: WORKSPACE_ROOT })];
  return files.map((file) => {
    const manifest: unknown = JSON.parse(readFileSync(join(WORKSPACE_ROOT, file), 'utf8'));
    const names = KINDS.flatMap((kind) => Object.keys(Object(Reflect.get(Object(manifest), kind))));
    return { file, dependencies: names.filter((name) => !name.startsWith('@perpdesk/')) };
  });
}
