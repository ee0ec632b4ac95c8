import { afterEach, expect, test } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installedSize } from './installed-size.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Files by path, each of so many bytes; manifests as they are. */
function folderOf(files: Readonly<Record<string, number | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'installed-size-'));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'number' ? 'x'.repeat(content) : JSON.stringify(content));
  }
  return folder;
}

const sizeOf = (manifest: object) => JSON.stringify(manifest).length;

test('an installed package counts with all its files and all that it brings, each once', () => {
  const a = { dependencies: { b: '1', c: '1' } };
  const b = { dependencies: { c: '1' } };
  const root = folderOf({
    'node_modules/a/package.json': a,
    'node_modules/a/lib/index.js': 100,
    'node_modules/a/lib/index.test.js': 10,
    'node_modules/b/package.json': b,
    'node_modules/c/package.json': {},
    'node_modules/c/index.js': 1_000,
    'node_modules/unrelated/package.json': {},
  });
  expect(installedSize('a', root)).toEqual({ bytes: 1_110 + sizeOf(a) + sizeOf(b) + sizeOf({}), packages: 3 });
});

test('two versions of a package are two', () => {
  const a = { dependencies: { c: '2' } };
  const root = folderOf({
    'node_modules/a/package.json': a,
    'node_modules/a/node_modules/c/package.json': {},
    'node_modules/a/node_modules/c/index.js': 5,
    'node_modules/c/package.json': {},
    'node_modules/c/index.js': 7,
  });
  expect(installedSize('a', root)).toEqual({ bytes: 5 + sizeOf(a) + sizeOf({}), packages: 2 });
  expect(installedSize('c', root)).toEqual({ bytes: 7 + sizeOf({}), packages: 1 });
});

test('a workspace counts with what it would pack', () => {
  const manifest = { files: ['dist', 'src', '!**/*.test.*'] };
  const root = folderOf({
    'packages/own/package.json': manifest,
    'packages/own/README.md': 3,
    'packages/own/dist/deep/index.js': 20,
    'packages/own/src/index.ts': 100,
    'packages/own/src/index.test.ts': 1_000,
    'packages/own/node_modules/dev/index.js': 1_000,
    'packages/own/tsconfig.json': 1_000,
    'node_modules/.keep': 0,
  });
  symlinkSync('../packages/own', join(root, 'node_modules/own'));
  expect(installedSize('own', root)).toEqual({ bytes: 123 + sizeOf(manifest), packages: 1 });
});

test('what is not there is said', () => {
  expect(() => installedSize('none', folderOf({ 'node_modules/.keep': 0 }))).toThrow('none is not installed');
});
