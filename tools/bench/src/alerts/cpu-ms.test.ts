import { expect, test } from 'vitest';
import { cpuBetween, readCpuMs } from './cpu-ms.ts';

test('user and system time stand behind the name, which may have blanks and brackets', () => {
  const stat = '4711 (node (a) b) S 1 4711 4711 0 -1 4194304 100 0 0 0 250 50 7 9 20 0 11 0 12345 1 2';
  expect(readCpuMs(stat)).toBe(3_000);
});

test('where one reading is missing there is none between', () => {
  expect([cpuBetween(1, 4), cpuBetween(null, 4), cpuBetween(1, null)]).toEqual([3, null, null]);
});
