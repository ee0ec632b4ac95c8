import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { findUnnamedScripts, type Lockfile, packagesWithScripts } from './find-unnamed-scripts.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(join(WORKSPACE_ROOT, file), 'utf8'));
const lockfile = read('package-lock.json') as Lockfile;
const { allowScripts } = read('package.json') as { readonly allowScripts: Readonly<Record<string, boolean>> };

describe('scripts that dependencies run when they are installed', () => {
  test('are each allowed or refused by name, and no name outlives its package', () => {
    expect(findUnnamedScripts(lockfile, allowScripts)).toEqual([]);
    expect(Object.keys(allowScripts).toSorted()).toEqual(packagesWithScripts(lockfile));
  });

  test('are all refused', () => expect(Object.values(allowScripts).filter(Boolean)).toEqual([]));

  test('of a new dependency, at the root or below another one, are found', () => {
    const packages = {
      ...lockfile.packages,
      'node_modules/fresh': { hasInstallScript: true },
      'node_modules/nx/node_modules/@deep/one': { hasInstallScript: true },
    };
    expect(findUnnamedScripts({ packages }, allowScripts)).toEqual(['@deep/one', 'fresh']);
  });
});

describe('npm with the settings of this repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'perpdesk-scripts-'));
  const project = join(folder, 'project');
  const npm = (cwd: string, ...words: readonly string[]) =>
    spawnSync('npm', [...words, '--offline', '--cache', join(folder, 'cache')], { cwd, encoding: 'utf8' });
  const write = (path: string, content: object) => writeFileSync(join(folder, path), JSON.stringify(content));

  for (const name of ['project', 'fresh']) mkdirSync(join(folder, name));
  write('fresh/package.json', { name: 'fresh', version: '1.0.0', scripts: { postinstall: 'echo x > ../../../ran' } });
  write('project/package.json', { name: 'project', dependencies: { fresh: 'file:../fresh-1.0.0.tgz' } });
  copyFileSync(join(WORKSPACE_ROOT, '.npmrc'), join(project, '.npmrc'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('installs no dependency whose script nobody has named', () => {
    expect(npm(join(folder, 'fresh'), 'pack', '--pack-destination', '..').status).toBe(0);
    const { status, stderr } = npm(project, 'install');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('fresh@1.0.0 (postinstall') });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  }, 60_000);
});
