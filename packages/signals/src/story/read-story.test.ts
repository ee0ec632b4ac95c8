import { expect, test } from 'vitest';
import { createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';
import { readStory } from './read-story.ts';

test('tells all about one signal, with the time of each step', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  world.exchange.delayMs = (what) => (what === 'event' ? 40 : 20);
  await world.alert('0', '1');
  await world.clock.advance(5_000);
  const [row] = await world.journal.listSignals({});
  const story = await readStory(world.journal, row?.id ?? '');
  expect(story).toMatchObject({
    row: { id: row?.id, state: 'done', source: 'route:trend' },
    stored: { signal: { transition: 'open' } },
    plan: { step: { type: 'fits' } },
    legs: [
      {
        intent: { state: 'filled' },
        plan: { type: 'step' },
        attempts: [{ answer: 'filled' }],
        fills: [{ tradeId: '1' }],
      },
    ],
  });
  expect(story?.messages.map(({ type }) => type)).toEqual(['signal.received', 'order.filled']);
  expect(story?.legs[0]?.timeline).toEqual([
    { step: 'received', attempt: null, at: START_AT, ms: null },
    { step: 'parsed', attempt: null, at: START_AT, ms: 0 },
    { step: 'planned', attempt: null, at: START_AT, ms: 0 },
    { step: 'marked', attempt: 1, at: START_AT, ms: 0 },
    { step: 'sent', attempt: 1, at: START_AT, ms: 0 },
    { step: 'acknowledged', attempt: 1, at: START_AT + 20, ms: 20 },
    { step: 'filled', attempt: null, at: START_AT + 40, ms: 20 },
  ]);
});

test('an order that was lost and sent again has each of its attempts', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  let requests = 0;
  world.exchange.faultFor = () => (requests++ === 0 ? 'lost' : 'none');
  await world.alert('0', '1');
  await world.clock.advance(20_000);
  const [row] = await world.journal.listSignals({});
  const story = await readStory(world.journal, row?.id ?? '');
  const steps = story?.legs[0]?.timeline.map(({ step, attempt, ms }) => [step, attempt, ms]);
  expect(steps?.slice(3)).toEqual([
    ['marked', 1, 0],
    ['sent', 1, 0],
    ['acknowledged', 1, null],
    ['marked', 2, expect.any(Number)],
    ['sent', 2, 0],
    ['acknowledged', 2, 0],
    ['filled', null, 0],
  ]);
  expect(steps?.[6]?.[2]).toBeGreaterThan(5_000);
});

test('a refused leg and an unknown signal', async () => {
  const world = await createWorld({ routes: [testRoute({ symbols: ['BTCUSDT'] })] });
  await world.life.engine.pause('7', []);
  await world.alert('0', '1');
  await world.clock.advance(1_000);
  const [row] = await world.journal.listSignals({});
  const story = await readStory(world.journal, row?.id ?? '');
  expect(story?.legs).toMatchObject([{ intent: { code: 'paused' }, meaning: 'The desk is paused.', fills: [] }]);
  expect(story?.legs[0]?.timeline.at(-1)).toMatchObject({ step: 'ended', ms: 0 });
  expect(await readStory(world.journal, 'none')).toBeNull();
});
