import { describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createWorld } from '../simulation/world.test.fixture.ts';
import { readAside } from './read-aside.ts';

function createReader() {
  const warned: unknown[] = [];
  const logger = { ...silentLogger, warn: (_message: string, fields?: object) => void warned.push(fields) };
  return { run: { isAbandoned: false, logger }, warned };
}

describe('a reading that nobody waits for', () => {
  test('that fails is logged by its name, and fails nothing else', async () => {
    const { run, warned } = createReader();
    const error = new RangeError('No price.');
    readAside(run, 'mark prices', () => Promise.reject(error));
    await Promise.resolve().then(() => {});
    expect(warned).toEqual([{ what: 'mark prices', error }]);
  });

  test('that ends after its run is not spoken of', async () => {
    const { run, warned } = createReader();
    readAside(run, 'mark prices', async () => {
      run.isAbandoned = true;
      throw new RangeError('Too late.');
    });
    await Promise.resolve().then(() => {});
    expect(warned).toEqual([]);
  });

  test('of prices and of the day’s bookings may fail: the desk starts and trades', async () => {
    const world = await createWorld();
    world.exchange.income = () => {
      throw new RangeError('No bookings.');
    };
    world.exchange.markPrice = () => {
      throw new RangeError('No price.');
    };
    await world.restart();
    await world.clock.advance(120_000);
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).filter(({ type }) => type === 'desk.started')).toHaveLength(2);
  });
});
