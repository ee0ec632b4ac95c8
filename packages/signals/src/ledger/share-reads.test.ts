import { expect, test } from 'vitest';
import { shareReads } from './share-reads.ts';

/** Reads that end when the test says so, each with its number. */
function createBench() {
  const begun: { end: () => void; fail: () => void }[] = [];
  const read = shareReads(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = begun.length + 1;
        begun.push({ end: () => resolve(number), fail: () => reject(new Error(`read ${number}`)) });
      }),
  );
  return { begun, read };
}

test('who asks while a read is running shares the next one, whose answer is younger than the question', async () => {
  const { begun, read } = createBench();
  const first = read();
  const others = Promise.all([read(), read(), read()]);
  expect(begun.length).toBe(1);
  begun[0]?.end();
  expect(await first).toBe(1);
  expect(begun.length).toBe(2);
  const late = read();
  begun[1]?.end();
  expect(await others).toEqual([2, 2, 2]);
  begun[2]?.end();
  expect(await late).toBe(3);
  const alone = read();
  begun[3]?.end();
  expect(await alone).toBe(4);
});

test('a read that fails fails those that share it, and the next one begins all the same', async () => {
  const { begun, read } = createBench();
  const first = read();
  const second = read();
  begun[0]?.fail();
  await expect(first).rejects.toThrow('read 1');
  begun[1]?.end();
  expect(await second).toBe(2);
});
