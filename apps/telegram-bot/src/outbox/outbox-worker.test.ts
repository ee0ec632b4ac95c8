import { describe, expect, test, vi } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument, fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { GROUP, order, OTHER, SMALL_GROUP, USER, useOutboxBenches } from './outbox-bench.test.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

const createBench = useOutboxBenches();

describe('the outbox', () => {
  test('delivers in order, critical ones first', async () => {
    const bench = await createBench();
    await Promise.all([bench.post(1), bench.post(2), bench.post(3, 'desk', { priority: 'critical' })]);
    await bench.settled();
    const seen = order(bench.texts());
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(['1', '2', '3']);
    expect(seen.indexOf('1')).toBeLessThan(seen.indexOf('2'));
    expect(seen.indexOf('3')).toBeLessThan(seen.indexOf('2'));
  });

  test('two fills of a position at once are followed by one card of it', async () => {
    const asked: string[] = [];
    const bench = await createBench({ onPosition: (symbol) => void asked.push(symbol) });
    const account = { brokerId: 'main', environment: 'paper' };
    const fill = {
      type: 'order.filled',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'net',
      intentId: 'i',
      kind: 'increase',
    };
    const more = { side: 'buy', quantity: '0.01', clientOrderId: null, signalId: 's', averagePrice: null };
    const rest = { realizedPnl: null, fee: null, feeAsset: null, latencyMs: null };
    const payload = JSON.stringify({ ...fill, ...more, ...rest });
    await bench.postAll([1, 2], 'desk', { type: 'order.filled', payload });
    await bench.settled();
    expect(bench.texts()).toHaveLength(2);
    expect(asked).toEqual(['BTCUSDT']);
  });

  describe('a fill soon after another one of its position', () => {
    const account = { brokerId: 'main', environment: 'paper' } as const;
    const side = { account, symbol: 'BTCUSDT', positionSide: 'net' } as const;
    const cardOf = { type: 'position.card', payload: JSON.stringify({ type: 'position.card', ...side }) };
    const report = (quantity: string) => ({
      ...account,
      heardAgoMs: null,
      position: fakePosition({ quantity: decimal(quantity) }),
      instrument: fakeInstrument(),
      stopPrice: null,
      naked: decimal('0'),
      atStops: null,
      targetPrices: [],
      trailing: [],
      key: 'k',
    });

    test('brings its card up to date where it stands; another position has its own', async () => {
      const sizes = ['0.01', '0.02'];
      const bench = await createBench({ onPosition: () => report(sizes.shift() ?? '0.5') });
      await bench.post(1, 'desk', cardOf);
      await bench.settled();
      expect(bench.texts()).toEqual([expect.stringContaining('LONG 0.010')]);
      await bench.post(2, 'desk', cardOf);
      await bench.settled();
      expect(bench.texts()).toEqual([expect.stringContaining('LONG 0.020')]);
      const other = JSON.stringify({ type: 'position.card', ...side, symbol: 'ETHUSDT' });
      await bench.post(3, 'desk', { type: 'position.card', payload: other });
      await bench.post(4, 'other', cardOf);
      await bench.settled();
      expect([bench.texts().length, bench.texts(OTHER).length]).toEqual([2, 1]);
    });

    test('has a card of its own once the first is old, or where it is to ring', async () => {
      const bench = await createBench({ onPosition: () => report('0.01'), timings: { refreshMs: -1 } });
      await bench.post(1, 'desk', cardOf);
      await bench.settled();
      await bench.post(2, 'desk', cardOf);
      await bench.settled();
      expect(bench.texts()).toHaveLength(2);
      const gone = await createBench({ onPosition: () => report('0.01') });
      await gone.post(1, 'desk', cardOf);
      await gone.settled();
      await gone.notify.set({ chatId: `${USER}`, topic: null }, ['position.card'], 'loud', 'user:1');
      await gone.post(2, 'desk', cardOf);
      await gone.settled();
      expect(gone.texts()).toHaveLength(2);
    });
  });

  test('waits out a 429 and loses nothing', async () => {
    const bench = await createBench({
      faults: [{ kind: 'rate-limit', method: 'sendMessage', retryAfter: 1, times: 1, chatId: USER }],
    });
    for (const id of [1, 2, 3]) await bench.post(id);
    await bench.post(4, 'other');
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '2', '3']);
    expect(order(bench.texts(OTHER))).toEqual(['4']);
    expect(bench.texts().join()).not.toContain('may be a repeat');
  });

  test('a chat that has to wait holds up no other', async () => {
    const bench = await createBench({
      faults: [{ kind: 'rate-limit', method: 'sendMessage', chatId: USER, retryAfter: 60 }],
    });
    await bench.post(1);
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    while (bench.telegram.state().calls['sendMessage'] === undefined) await pause(10);
    // its answer has come by then
    await pause(100);
    await bench.post(2, 'other');
    await bench.post(3, 'group');
    while (bench.texts(OTHER).length + bench.texts(GROUP).length < 2) {
      await pause(10);
    }
    expect(bench.texts()).toEqual([]);
    expect(bench.telegram.state().calls['sendMessage']).toMatchObject({ ok: 2 });
  });

  test('a reply names its thread’s first message', async () => {
    const bench = await createBench();
    await bench.post(1, 'desk', { thread: 's1' });
    await bench.settled();
    await bench.post(2, 'desk', { thread: 's1' });
    await bench.settled();
    const [first, second] = bench.telegram.messages(USER);
    expect(second).toMatchObject({ reply_to_message: { message_id: first?.message_id } });
  });

  test('a topic that is gone falls back to the general one', async () => {
    const bench = await createBench();
    await bench.post(1, 'group');
    await bench.post(2, 'old-topic');
    await bench.settled();
    expect(bench.telegram.messages(GROUP)).toMatchObject([{ message_thread_id: 7 }, {}]);
    expect(bench.texts(GROUP)).toHaveLength(2);
  });

  test('a chat that is lost is told to the owner elsewhere, once, and tried no more', async () => {
    const bench = await createBench();
    await bench.post(1, 'lost');
    await bench.settled();
    await bench.post(2, 'lost');
    await bench.settled();
    expect(bench.texts()).toHaveLength(1);
    expect(bench.texts()[0]).toContain('The chat lost cannot be reached');
    expect(await bench.journal.outboxDepth()).toMatchObject({ pending: 2, dead: 0, targets: ['lost'] });
    expect(bench.telegram.state().calls['sendMessage']).toMatchObject({ ok: 1 });
    expect(Object.keys(await bench.journal.readFlags())).toEqual(['chat-dead:-1009']);
  });

  test('a lost answer leads to a marked repeat, a lost request too', async () => {
    const bench = await createBench({ faults: [{ kind: 'lost-response', method: 'sendMessage', times: 1 }] });
    await bench.post(1);
    await bench.post(2);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '1', '2']);
    expect(bench.texts().map((text) => text.includes('may be a repeat · event event-1'))).toEqual([false, true, false]);
  });

  test('goes on after 5xx, in order', async () => {
    const bench = await createBench({ faults: [{ kind: 'server-error', method: 'sendMessage', times: 2 }] });
    for (const id of [1, 2, 3]) await bench.post(id);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '2', '3']);
  });

  test('follows a group that got a new id, and keeps following', async () => {
    const bench = await createBench();
    const { chatId } = bench.telegram.act({ act: 'migrate', chatId: SMALL_GROUP });
    await bench.post(1, 'small');
    await bench.post(2, 'small');
    await bench.settled();
    expect(order(bench.texts(chatId)).slice(-2)).toEqual(['1', '2']);
    expect(await bench.journal.readFlags()).toEqual({ [`chat-moved:${SMALL_GROUP}`]: `${chatId}` });
  });

  test('a person who blocked the bot hears again after writing to it', async () => {
    const bench = await createBench();
    bench.telegram.act({ act: 'set-blocked', userId: OTHER, isBlocked: true });
    await bench.post(1, 'other');
    await bench.settled();
    expect(bench.texts()[0]).toContain('The chat other cannot be reached');
    bench.telegram.act({ act: 'set-blocked', userId: OTHER, isBlocked: false });
    expect(await bench.flags.setAlive(`${OTHER}`)).toBe(true);
    await bench.post(2, 'other');
    await bench.settled();
    expect(order(bench.texts(OTHER))).toEqual(['1', '2']);
    expect(bench.texts(OTHER).join()).not.toContain('may be a repeat');
    expect(await bench.journal.readFlags()).toEqual({});
  });

  test('a faulty line loses nothing and keeps the order', async () => {
    const bench = await createBench({
      faults: (['server-error', 'lost-response', 'lost-request'] as const).map((kind) => ({
        kind,
        method: 'sendMessage',
        probability: 0.2,
        times: 5,
      })),
    });
    for (let id = 1; id <= 20; id += 1) await bench.post(id);
    await bench.settled();
    const numbers = bench.texts().map((text) => Number(/user (\d+)/.exec(text)?.[1]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const unmarked = bench.texts().filter((text) => !text.includes('may be a repeat'));
    expect(new Set(unmarked).size).toBe(unmarked.length);
  });

  test('an unknown target is dead, not stuck', async () => {
    const bench = await createBench();
    await bench.post(1, 'nowhere');
    await bench.post(2, `chat:${OTHER}`);
    await bench.settled();
    expect((await bench.journal.outboxDepth()).dead).toBe(1);
    expect(bench.texts(OTHER)).toHaveLength(1);
  });

  test('a message that a crash left in flight is sent again, marked', async () => {
    const memory = createMemoryJournal();
    const first = await createBench({ memory });
    await first.worker.stop();
    await first.post(1);
    const [row] = await memory.listOutbox({ target: 'desk' });
    await memory.commit([
      { type: 'outbox-update', sequence: row?.sequence ?? 0, patch: { attempts: 1, maybeDuplicate: true } },
    ]);
    const next = await createBench({ memory });
    next.worker.wake();
    await next.settled();
    expect(next.texts()[0]).toContain('may be a repeat · event event-1');
  });
});
