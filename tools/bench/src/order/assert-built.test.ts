import { afterEach, expect, test } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertBuilt } from './assert-built.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A package whose files were written at these seconds. */
function packageOf(files: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assert-built-'));
  made.push(folder);
  for (const path of ['src', 'dist']) mkdirSync(join(folder, path));
  for (const [path, at] of Object.entries(files)) {
    writeFileSync(join(folder, path), '');
    utimesSync(join(folder, path), at, at);
  }
  for (const path of ['src', 'dist']) utimesSync(join(folder, path), 1, 1);
  return folder;
}

test('a build that is newer than the sources is taken, whatever the tests are', () => {
  const files = { 'src/a.ts': 10, 'src/a.test.ts': 30, 'src/a.test.fixture.ts': 30, 'dist/a.js': 20 };
  expect(() => assertBuilt(packageOf(files))).not.toThrow();
});

test('a build that changed nothing counts by its record', () => {
  const files = { 'src/a.ts': 20, 'dist/a.js': 10, 'dist/.tsbuildinfo': 30 };
  expect(() => assertBuilt(packageOf(files))).not.toThrow();
});

test('an old build and a missing one are refused', () => {
  expect(() => assertBuilt(packageOf({ 'src/a.ts': 20, 'dist/a.js': 10 }))).toThrow('is old. Make it: npm run build.');
  expect(() => assertBuilt(packageOf({ 'src/a.ts': 20 }))).toThrow('is missing');
});
