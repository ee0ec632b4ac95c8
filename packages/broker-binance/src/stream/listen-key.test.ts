import { expect, test } from 'vitest';
import { BrokerError, silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createListenKey } from './listen-key.ts';

const MINUTE_MS = 60_000;
const gone = () =>
  new BrokerError('venue-error', {
    operation: 'connect',
    message: 'No such key.',
    venue: { name: 'binance', code: -1125, message: 'This listenKey does not exist.' },
  });
const offline = () => new BrokerError('network', { operation: 'connect', message: 'Gone.' });

function keyAt(random = 0.5) {
  const clock = createFakeClock(0);
  const lost: string[] = [];
  const keptAt: number[] = [];
  const door = { created: 'key-1', keep: async (): Promise<string | null> => null };
  const key = createListenKey({
    clock,
    logger: silentLogger,
    random: () => random,
    door: {
      create: async () => door.created,
      keepAlive() {
        keptAt.push(clock.now() / MINUTE_MS);
        return door.keep();
      },
    },
    onLost: (reason) => void lost.push(reason),
  });
  return { clock, key, door, lost, keptAt };
}

test('is renewed every half hour, a tenth more or less', async () => {
  for (const [random, at] of [
    [0, 27],
    [0.5, 30],
  ] as const) {
    const { clock, key, keptAt } = keyAt(random);
    await key.obtain();
    await clock.advance(2.1 * at * MINUTE_MS);
    expect(keptAt).toEqual([at, 2 * at]);
  }
});

test('is lost when the exchange knows it no more, and obtained anew', async () => {
  const { clock, key, door, lost, keptAt } = keyAt();
  await key.obtain();
  door.keep = async () => {
    throw gone();
  };
  await clock.advance(31 * MINUTE_MS);
  expect(lost).toEqual(['the listen key was gone']);
  await clock.advance(120 * MINUTE_MS);
  expect(keptAt).toHaveLength(1);
  door.created = 'key-2';
  expect(await key.obtain()).toBe('key-2');
  expect(lost).toHaveLength(1);
});

test('a renewal that fails is tried again each minute, until the key must have expired', async () => {
  const { clock, key, door, lost, keptAt } = keyAt();
  await key.obtain();
  door.keep = async () => {
    throw offline();
  };
  await clock.advance(59 * MINUTE_MS);
  expect(lost).toEqual([]);
  expect(keptAt).toHaveLength(30);
  await clock.advance(2 * MINUTE_MS);
  expect(lost).toEqual(['the listen key could not be renewed in time']);
});

test('a renewal that succeeds after a failure keeps it', async () => {
  const { clock, key, door, lost } = keyAt();
  await key.obtain();
  let failures = 3;
  door.keep = async () => {
    failures -= 1;
    if (failures >= 0) throw offline();
    return 'key-1';
  };
  await clock.advance(150 * MINUTE_MS);
  expect(lost).toEqual([]);
});

test('another key in its place is a loss, whoever says so', async () => {
  const renewed = keyAt();
  await renewed.key.obtain();
  renewed.door.keep = async () => 'key-2';
  await renewed.clock.advance(31 * MINUTE_MS);
  expect(renewed.lost).toEqual(['the listen key was replaced']);

  const created = keyAt();
  await created.key.obtain();
  created.door.created = 'key-2';
  await created.key.obtain();
  expect(created.lost).toEqual(['the listen key was replaced']);
});

test('is not renewed once closed', async () => {
  const { clock, key, keptAt } = keyAt();
  await key.obtain();
  key.close();
  await clock.advance(120 * MINUTE_MS);
  expect(keptAt).toEqual([]);
  expect(clock.scheduledCount).toBe(0);
});
