import { describe } from 'vitest';
import { PLAN_TEETH } from './teeth-of-plans.test.fixture.ts';
import { testTeeth } from './teeth-run.test.fixture.ts';

describe('the simulation has teeth: signals, exits, protection, limits', () => {
  testTeeth(PLAN_TEETH);
});
