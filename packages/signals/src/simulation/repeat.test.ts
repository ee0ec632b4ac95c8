import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { simulate } from './simulate.test.fixture.ts';

const SEEDS = 12;

test('a seed is the same bit for bit, again and in another process', async () => {
  const hashes: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { hash } = await simulate(seed);
    expect((await simulate(seed)).hash).toBe(hash);
    hashes.push(`${seed} ${hash}`);
  }
  const main = `${import.meta.dirname}/main.test.fixture.ts`;
  const args = ['--conditions=@perpdesk/source', main, '--from', '1', '--seeds', `${SEEDS}`, '--hashes'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.split('\n').slice(0, SEEDS)).toEqual(hashes);
  expect(new Set(hashes.map((line) => line.split(' ')[1])).size).toBe(SEEDS);
}, 240_000);
