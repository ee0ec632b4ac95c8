import { expect, test } from 'vitest';
import type { RestCall } from '../http/call.ts';
import { createListenKeyDoor } from './listen-key-door.ts';

function doorTo(body: unknown) {
  const calls: RestCall[] = [];
  const door = createListenKeyDoor({
    async call(call) {
      calls.push(call);
      return { body, receivedAt: 0 };
    },
  });
  return { door, calls };
}

test('creates and renews the key without signing', async () => {
  const { door, calls } = doorTo({ listenKey: 'key-1' });
  expect(await door.create()).toBe('key-1');
  expect(await door.keepAlive()).toBe('key-1');
  expect(calls).toMatchObject([
    { method: 'POST', path: '/fapi/v1/listenKey', security: 'key', weight: 1 },
    { method: 'PUT', path: '/fapi/v1/listenKey', security: 'key', weight: 1 },
  ]);
});

test('a renewal may be answered without a key', async () => {
  expect(await doorTo({}).door.keepAlive()).toBeNull();
});

test('an answer without a key is an error that holds nothing of the answer', async () => {
  const failure = await doorTo({ key: 'secret' })
    .door.create()
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'venue-error' });
  expect(JSON.stringify(failure) + String(failure)).not.toContain('secret');
});
