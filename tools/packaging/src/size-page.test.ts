import { expect, test } from 'vitest';
import { readSizes, staleSizes, writeSizes } from './size-page.ts';

const row = { name: '@a/b', tarball: 240_123, installed: 3_140_000, dependencies: 4 };
const page = 'Text.\n\n<!-- sizes -->\nold\n<!-- /sizes -->\nMore.\n';

test('what is written is read back, rounded, and the text around it stays', () => {
  const written = writeSizes(page, [row]);
  expect(written).toMatch(/^Text\.\n\n<!-- sizes -->\n[\s\S]*<!-- \/sizes -->\nMore\.\n$/);
  expect(readSizes(written)).toEqual([{ name: '@a/b', tarball: 240_000, installed: 3_100_000, dependencies: 4 }]);
});

test('a count holds exactly, a size within a quarter', () => {
  const [said] = readSizes(writeSizes(page, [row]));
  expect(staleSizes(said, row)).toEqual([]);
  expect(staleSizes(said, { ...row, tarball: 290_000, installed: 2_600_000 })).toEqual([]);
  expect(staleSizes(said, { ...row, tarball: 330_000, installed: 2_400_000, dependencies: 5 })).toHaveLength(3);
  expect(staleSizes(undefined, row)).toHaveLength(1);
});
