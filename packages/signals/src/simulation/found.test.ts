import { expect, test } from 'vitest';
import { simulate } from './simulate.test.fixture.ts';

/** Each failed once in a soak, by the engine or by what watches it. */
const FOUND = [
  40, 145, 349, 1_702, 2_000, 2_251, 3_570, 3_769, 4_370, 4_464, 5_838, 7_197, 7_553, 8_764, 8_989, 9_799, 11_841,
  13_606, 15_675, 16_070, 16_315, 16_359, 16_961, 17_201, 17_977, 21_311, 22_290, 23_638, 26_419, 27_238, 27_816,
  28_467, 29_338, 29_442, 33_951, 34_377, 37_994, 41_378, 41_486, 42_234, 45_011, 47_197, 47_923, 50_098, 56_598,
  56_599, 58_625, 59_419, 62_799, 71_341, 76_663, 82_200, 88_246, 89_966, 97_375, 100_114, 100_894, 116_678, 123_461,
  137_678, 210_528, 220_579,
];
/** Of the rich kind. */
const FOUND_RICH = [3_786, 4_300, 5_653, 5_707, 6_441, 7_550, 9_245];

test.each(FOUND)(
  'what failed on day %i does not any more',
  async (seed) => {
    expect((await simulate(seed)).wrong).toEqual([]);
  },
  30_000,
);

test.each(FOUND_RICH)(
  'what failed on the rich day %i does not any more',
  async (seed) => {
    expect((await simulate(seed, { kind: 'rich' })).wrong).toEqual([]);
  },
  30_000,
);
