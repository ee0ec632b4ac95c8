import { expect, test } from 'vitest';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEventHub } from './event-hub.ts';

interface Event {
  readonly n: number;
}
const numbers = async (events: AsyncIterable<Event>) => {
  const seen: number[] = [];
  for await (const { n } of events) seen.push(n);
  return seen;
};

test('each watcher gets every event from the call on, whenever it begins to read', async () => {
  const hub = createEventHub<Event>();
  hub.emit({ n: 1 });
  const early = hub.watch();
  hub.emit({ n: 2 });
  const late = hub.watch();
  hub.emit({ n: 3 });
  hub.close();
  expect(await numbers(early)).toEqual([2, 3]);
  expect(await numbers(late)).toEqual([3]);
});

test('a reader that waits is woken in order', async () => {
  const hub = createEventHub<Event>();
  const reading = numbers(hub.watch());
  await Promise.resolve();
  for (const n of [1, 2, 3]) hub.emit({ n });
  hub.close();
  expect(await reading).toEqual([1, 2, 3]);
});

test('several next() calls at once are answered one by one', async () => {
  const hub = createEventHub<Event>();
  const events = hub.watch();
  const answers = Promise.all([events.next(), events.next(), events.next()]);
  hub.emit({ n: 1 });
  hub.emit({ n: 2 });
  hub.close();
  expect((await answers).map(({ value }) => value?.n)).toEqual([1, 2, undefined]);
});

test('abort ends at once and forgets what was queued', async () => {
  const hub = createEventHub<Event>();
  const controller = new AbortController();
  const events = hub.watch(controller.signal);
  hub.emit({ n: 1 });
  controller.abort();
  hub.emit({ n: 2 });
  expect(await numbers(events)).toEqual([]);
  expect(hub.watcherCount).toBe(0);
});

test('abort wakes a reader that waits', async () => {
  const hub = createEventHub<Event>();
  const controller = new AbortController();
  const reading = numbers(hub.watch(controller.signal));
  await Promise.resolve();
  controller.abort();
  expect(await reading).toEqual([]);
});

test('leaving the loop unsubscribes', async () => {
  const hub = createEventHub<Event>();
  const events = hub.watch();
  hub.emit({ n: 1 });
  for await (const event of events) {
    expect(event.n).toBe(1);
    break;
  }
  expect(hub.watcherCount).toBe(0);
});

test('watching a closed hub, or with an aborted signal, ends at once', async () => {
  const hub = createEventHub<Event>();
  expect(await numbers(hub.watch(AbortSignal.abort()))).toEqual([]);
  hub.close();
  expect(await numbers(hub.watch())).toEqual([]);
  expect(hub.watcherCount).toBe(0);
});

test('a reader that never quite catches up does not make what it has read pile up', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('There is no collector.');
  const hub = createEventHub<Event>();
  const events = hub.watch();
  const first = new WeakRef<Event>({ n: 0 });
  const emitFirst = () => {
    const event = first.deref();
    if (event) hub.emit(event);
  };
  emitFirst();
  for (let n = 1; n <= 5_000; n += 1) {
    hub.emit({ n });
    expect((await events.next()).value).toEqual({ n: n - 1 });
  }
  await new Promise((resolve) => void setImmediate(resolve));
  collect();
  expect(first.deref()).toBeUndefined();
});
