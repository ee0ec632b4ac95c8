import { describe } from 'vitest';
import { WRITE_TEETH } from './teeth-of-writes.test.fixture.ts';
import { testTeeth } from './teeth-run.test.fixture.ts';

describe('the simulation has teeth: the write protocol', () => {
  testTeeth(WRITE_TEETH);
});
