import { expect, test } from '@jest/globals';
import { tellStory } from './trade-story.test.fixture.ts';

test('a target against what is open is refused: it would end it at once', async () => {
  const told = await tellStory({ before: ['/long BTCUSDT 0.02'], command: '/short BTCUSDT 0.01 tp=59000' });
  expect(told.card).toContain('A LONG of BTCUSDT is open');
  expect(told).toMatchObject({ button: null, orders: [], stands: ['LONG 0.02'] });
});
