import { expect, test } from 'vitest';
import type { LoadConfigResult } from '@perpdesk/broker-config';
import { silentLogger } from '@perpdesk/broker-core';
import { createConfigWatch } from './config-watch.ts';

/** A disk with one file, and a clock that is turned by hand. */
function createBench() {
  const disk = new Map([['perpdesk.yaml', 'one']]);
  let inode = 1;
  let due: (() => void) | null = null;
  const loaded: string[] = [];
  let whileLoading = () => {};
  const watch = createConfigWatch({
    source: {
      files: ['perpdesk.yaml', 'perpdesk.local.yaml'],
      stamp: async (file) => (disk.has(file) ? `${inode} ${disk.get(file) ?? ''}` : null),
      async load() {
        const text = [...disk.values()].join('+');
        whileLoading();
        loaded.push(text);
        const files = ['perpdesk.yaml', 'perpdesk.local.yaml', ...(text.includes('key') ? ['a.key'] : [])];
        return { ok: false, errors: [], files };
      },
    },
    clock: {
      now: () => 0,
      schedule(_ms, callback) {
        due = callback;
        return () => void (due = null);
      },
    },
    logger: silentLogger,
    everyMs: 1_000,
    async onLoad(_result: LoadConfigResult) {
      taken.push(loaded.at(-1) ?? '');
    },
  });
  const taken: string[] = [];
  return {
    watch,
    disk,
    loaded,
    taken,
    rename: () => (inode += 1),
    onLoading: (what: () => void) => (whileLoading = what),
    async look() {
      const callback = due;
      due = null;
      callback?.();
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    },
    isWatching: () => due !== null,
  };
}

test('what does not change is not read', async () => {
  const { watch, look, loaded } = createBench();
  await watch.start();
  for (let looks = 0; looks < 3; looks += 1) await look();
  expect(loaded).toEqual([]);
});

test('a change is read once two looks found the same, and once', async () => {
  const { watch, disk, look, taken } = createBench();
  await watch.start();
  disk.set('perpdesk.yaml', 'tw');
  await look();
  disk.set('perpdesk.yaml', 'two');
  await look();
  expect(taken).toEqual([]);
  for (let looks = 0; looks < 3; looks += 1) await look();
  expect(taken).toEqual(['two']);
});

test('a file that is put in place by a rename counts, though its text and size be the same', async () => {
  const { watch, rename, look, taken } = createBench();
  await watch.start();
  rename();
  await look();
  await look();
  expect(taken).toEqual(['one']);
});

test('what is written while it is read is read again', async () => {
  const { watch, disk, look, taken, onLoading } = createBench();
  await watch.start();
  disk.set('perpdesk.yaml', 'two');
  onLoading(() => void disk.set('perpdesk.yaml', 'three'));
  for (let looks = 0; looks < 4; looks += 1) await look();
  expect(taken).toEqual(['three']);
});

test('an overlay that comes or goes counts, and files that are referred to from then on', async () => {
  const { watch, disk, look, taken } = createBench();
  await watch.start();
  disk.set('perpdesk.local.yaml', 'key');
  await look();
  await look();
  disk.set('a.key', 'new');
  await look();
  await look();
  disk.delete('perpdesk.local.yaml');
  disk.delete('a.key');
  await look();
  await look();
  expect(taken).toEqual(['one+key', 'one+key+new', 'one']);
});

test('stops', async () => {
  const { watch, isWatching } = createBench();
  await watch.start();
  expect(isWatching()).toBe(true);
  await watch.stop();
  expect(isWatching()).toBe(false);
});
