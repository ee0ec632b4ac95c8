import { expect, test } from 'vitest';
import { countLocked } from './locked-dependencies.ts';

test('counts each package once, where Node finds it, and of binaries those for Linux x64', () => {
  const packages = {
    '': {},
    'packages/a': { dependencies: { b: '1', '@own/c': '1' } },
    'node_modules/@own/c': { resolved: 'packages/c', link: true },
    'packages/c': { dependencies: { b: '1', d: '1' }, devDependencies: { never: '1' } },
    'packages/c/node_modules/b': { dependencies: {} },
    'node_modules/b': {
      dependencies: { d: '1' },
      optionalDependencies: { mac: '1', linux: '1', musl: '1', gone: '1' },
    },
    'node_modules/d': {},
    'node_modules/mac': { os: ['darwin'] },
    'node_modules/linux': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  };
  // b, d, linux, c, and the b of c
  expect(countLocked(packages, 'packages/a')).toBe(5);
});
