import { expect, test } from 'vitest';
import { createStreams } from './streams.test.fixture.ts';

test('an account that is flat, as strategies own against each other, is switched to hedge mode: they are out, and enter anew', async () => {
  const streams = await createStreams('one-way');
  await streams.step('a', '0', '1');
  await streams.step('b', '0', '-1');
  expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1', '']);
  streams.orders();
  streams.world.exchange.mode = 'hedge';
  await streams.notices();
  await streams.world.restart();
  await streams.world.clock.advance(5_000);
  expect([await streams.owned(), await streams.notices()]).toEqual(['', ['desk.started', 'position.closed']]);
  await streams.step('a', '1', '0');
  expect(streams.orders()).toEqual([]);
  await streams.step('a', '0', '1');
  await streams.step('b', '-1', '0');
  await streams.step('b', '0', '-2');
  expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -2', 'long 1, short -2']);
});
