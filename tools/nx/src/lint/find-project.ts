import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TaggedProject } from './layers.ts';

export interface Project extends TaggedProject {
  /** Absolute folder. */
  readonly root: string;
}

const byFolder = new Map<string, Project | null>();
const byWorkspace = new Map<string, ReadonlyMap<string, Project>>();

/** The project that a file belongs to, `null` for files outside of any. */
export function findProject(file: string): Project | null {
  return findIn(dirname(file));
}

/** A project of the same workspace by its package's name. */
export function findProjectNamed(file: string, name: string): Project | null {
  const root = workspaceRoot(dirname(file));
  let projects = byWorkspace.get(root);
  if (!projects) {
    const manifests = globSync('{packages,apps,tools}/*/package.json', { cwd: root }).toSorted();
    const found = manifests.map((manifest) => readProject(join(root, dirname(manifest))));
    projects = new Map(found.map((project) => [project.name, project]));
    byWorkspace.set(root, projects);
  }
  return projects.get(name) ?? null;
}

function findIn(folder: string): Project | null {
  const known = byFolder.get(folder);
  if (known !== undefined) return known;
  const isTop = existsSync(join(folder, 'nx.json')) || folder === dirname(folder);
  const above = isTop ? null : findIn(dirname(folder));
  const isProject = !isTop && existsSync(join(folder, 'package.json'));
  const found = isProject ? readProject(folder) : above;
  byFolder.set(folder, found);
  return found;
}

function workspaceRoot(folder: string): string {
  return existsSync(join(folder, 'nx.json')) || folder === dirname(folder) ? folder : workspaceRoot(dirname(folder));
}

function readProject(root: string): Project {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = field(manifest, 'name');
  const tags = field(field(manifest, 'nx'), 'tags');
  return { root, name: typeof name === 'string' ? name : root, tags: Array.isArray(tags) ? tags.map(String) : [] };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
