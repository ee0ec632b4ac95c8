import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nextSeed, openSoakFile, sumOf } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'soak-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (resume: boolean, soak = 'engine') =>
  openSoakFile({ path: join(folder, 'deep', 'results.jsonl'), soak, resume });
const part = (seed: number, failed = 0) => ({ seed, count: 250, failed, seconds: 1.5 });

describe('results of a soak', () => {
  test('are a line each, and are read again by whoever goes on', () => {
    const file = open(false);
    file.append({ ...part(251, 1), seeds: [300] });
    file.append(part(1));
    const { before, path } = open(true);
    expect(before.map(({ seed }) => seed)).toEqual([1, 251]);
    expect(before[1]).toMatchObject({ soak: 'engine', failed: 1, seeds: [300], commit: expect.any(String) });
    expect(sumOf(before)).toEqual({ count: 500, failed: 1 });
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  test('of another soak in the same file are not its own', () => {
    open(false, 'desk').append(part(1));
    expect(open(true).before).toEqual([]);
    expect(open(true, 'desk').before).toHaveLength(1);
  });

  test('are left alone by one that begins anew', () => {
    open(false).append(part(1));
    expect(open(false).before).toEqual([]);
    open(false).append(part(2));
    expect(open(true).before).toHaveLength(2);
  });

  test('a line that a kill broke off is passed over, and spoils no other', () => {
    const { path, append } = open(false);
    append(part(1));
    appendFileSync(path, '{"soak":"engine","seed":2,"cou');
    open(true).append(part(3));
    expect(open(true).before.map(({ seed }) => seed)).toEqual([1, 3]);
  });
});

test('the next seed is behind all that were begun with', () => {
  expect(nextSeed([], 7)).toBe(7);
  const file = open(false);
  for (const seed of [9, 7, 8]) file.append(part(seed));
  expect(nextSeed(open(true).before, 7)).toBe(10);
});
