import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '@perpdesk/broker-core';
import { GROUP, order, OTHER, USER, useOutboxBenches } from './outbox-bench.test.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

const createBench = useOutboxBenches();
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const names = (from: number, to: number) => count(from, to).map(String);
const CRITICAL = {
  type: 'panic.started',
  priority: 'critical',
  payload: JSON.stringify({ type: 'panic.started', actor: 'user:99', accounts: [] }),
} as const;

describe('a 429', () => {
  test('holds up the whole chat, all its topics, and no other chat', async () => {
    const bench = await createBench({
      faults: [{ kind: 'rate-limit', method: 'sendMessage', chatId: GROUP, retryAfter: 1, times: 1 }],
    });
    await bench.post(1, 'group');
    for (let isParked = false; !isParked; await new Promise((resolve) => setTimeout(resolve, 5))) {
      isParked = (await bench.journal.listOutbox({}))[0]?.error === 'too many requests';
    }
    await bench.post(2, 'general');
    await bench.post(3, 'other');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bench.texts(GROUP)).toEqual([]);
    expect(order(bench.texts(OTHER))).toEqual(['3']);
    await bench.settled();
    expect(new Set(order(bench.texts(GROUP)))).toEqual(new Set(['1', '2']));
    expect(bench.telegram.state().calls['sendMessage']).toMatchObject({ calls: 4, ok: 3 });
  });
});

test('a message goes with its entities where they are taken', async () => {
  const bench = await createBench();
  await bench.post(1, 'desk', {
    type: 'broker.disconnected',
    payload: JSON.stringify({
      type: 'broker.disconnected',
      account: { brokerId: 'main', environment: 'live' },
      detail: 'x',
    }),
  });
  await bench.settled();
  const { entities } = bench.telegram.messages(USER)[0] ?? {};
  expect(entities?.map(({ type }) => type)).toContain('bold');
});

describe('a message that Telegram does not take', () => {
  test('goes plain where its entities are refused', async () => {
    const bench = await createBench({ faults: [{ kind: 'bad-request', method: 'sendMessage', times: 1 }] });
    await bench.post(1);
    await bench.settled();
    expect(bench.telegram.messages(USER)).toMatchObject([{ text: expect.stringContaining('user 1') }]);
    const { entities } = bench.telegram.messages(USER)[0] ?? {};
    expect(entities?.map(({ type }) => type)).not.toContain('bold');
  });

  test('too long, it comes in parts', async () => {
    const bench = await createBench();
    const detail = count(1, 600).map((index) => `line ${index} of many`);
    const payload = { type: 'panic.finished', flat: false, left: detail, closed: [] };
    await bench.post(1, 'desk', { type: payload.type, payload: JSON.stringify(payload) });
    await bench.settled();
    const texts = bench.texts();
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join('\n').split('\n')).toEqual(expect.arrayContaining(detail.map((line) => `left ${line}`)));
  });

  test('refused for good, it is dead, counted, and holds up nobody', async () => {
    const description = 'Bad Request: something new';
    const bench = await createBench({ faults: [{ kind: 'bad-request', description, times: 3 }] });
    await bench.postAll([1, 2]);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['2']);
    expect(bench.outcomes).toEqual(['refused', 'refused', 'refused', 'sent']);
    expect((await bench.journal.outboxDepth()).dead).toBe(1);
  });

  test('refused once, with and without its entities, it is tried again and is no repeat', async () => {
    const bench = await createBench({ faults: [{ kind: 'bad-request', method: 'sendMessage', times: 2 }] });
    await bench.postAll([1, 2]);
    await bench.settled();
    expect(order(bench.texts())).toEqual(['1', '2']);
    expect(bench.texts().join()).not.toContain('may be a repeat');
  });

  test('that this version cannot word is told by its name', async () => {
    const bench = await createBench();
    await bench.post(1, 'desk', { type: 'moon.landed', payload: '{"type":"moon.landed"}' });
    await bench.post(2);
    await bench.settled();
    expect(bench.texts()[0]).toBe(
      '⚠️ Something happened that this desk cannot put into words: moon.landed, event event-1.',
    );
    expect(order(bench.texts())).toEqual(['2']);
  });
});

describe('a chat that is lost', () => {
  test('is given up after a while', async () => {
    const bench = await createBench({ timings: { giveUpMs: 50 } });
    await bench.post(1, 'lost');
    await bench.settled();
    await new Promise((resolve) => setTimeout(resolve, 60));
    bench.worker.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await bench.journal.outboxDepth()).toMatchObject({ pending: 0, dead: 1 });
    expect(bench.outcomes.filter((it) => it === 'gone')).toHaveLength(2);
  });
});

describe('a burst', () => {
  test('of more than five in a group is one message, in order', async () => {
    const bench = await createBench();
    await bench.postAll(count(1, 12), 'group');
    await bench.settled();
    expect(bench.texts(GROUP)).toHaveLength(1);
    expect(order(bench.texts(GROUP))).toEqual(names(1, 12));
    expect(bench.outcomes).toEqual(Array(12).fill('combined'));
  });

  test('in a private chat, and of five in a group, is told one by one', async () => {
    const bench = await createBench();
    await bench.postAll(count(1, 7));
    await bench.postAll(count(1, 5), 'group');
    await bench.settled();
    expect(bench.texts()).toHaveLength(7);
    expect(bench.texts(GROUP)).toHaveLength(5);
  });

  test('never takes in what is critical', async () => {
    const bench = await createBench();
    await bench.journal.commit([
      ...count(1, 8).map((id) => ({ type: 'outbox-insert' as const, message: messageOf(id, 'group') })),
      { type: 'outbox-insert', message: { ...messageOf(99, 'group'), ...CRITICAL } },
    ]);
    await bench.settled();
    expect(order(bench.texts(GROUP))).toEqual(['99', ...names(1, 8)]);
    expect(bench.texts(GROUP)).toHaveLength(2);
  });

  test('that is too long for one message takes more than one', async () => {
    const bench = await createBench();
    await bench.postAll(count(1, 20), 'group', {
      type: 'signal.noted',
      payload: JSON.stringify({
        type: 'signal.noted',
        signalId: 's1',
        routeId: 'news',
        text: `${'no answer '.repeat(40)}`,
        receivedAt: 0,
        notes: [],
      }),
    });
    await bench.settled();
    expect(bench.texts(GROUP)).toHaveLength(4);
    expect(
      bench
        .texts(GROUP)
        .join('\n')
        .match(/📣 news/gu),
    ).toHaveLength(20);
  });

  test('whose answer was lost is sent again, each of it marked', async () => {
    const bench = await createBench({ faults: [{ kind: 'lost-response', method: 'sendMessage', times: 1 }] });
    await bench.postAll(count(1, 6), 'group');
    await bench.settled();
    const [first, second] = bench.texts(GROUP);
    expect(order([first ?? ''])).toEqual(names(1, 6));
    expect(order([second ?? ''])).toEqual(names(1, 6));
    expect(first).not.toContain('may be a repeat');
    for (const id of count(1, 6)) expect(second).toContain(`may be a repeat · event event-${id}\n`.trimEnd());
  });

  test('of which one is refused goes one by one', async () => {
    const description = 'Bad Request: something new';
    const bench = await createBench({ faults: [{ kind: 'bad-request', description, times: 1 }] });
    await bench.postAll(count(1, 6), 'group');
    await bench.settled();
    expect(bench.texts(GROUP)).toHaveLength(6);
    expect(order(bench.texts(GROUP))).toEqual(names(1, 6));
  });
});

describe('what waited for more than ten minutes', () => {
  const createdAt = systemClock.now() - 700_000;

  test('is one message with a line of each, critical ones apart, fresh ones after it', async () => {
    const bench = await createBench();
    await bench.journal.commit([
      ...count(1, 3).map((id) => ({
        type: 'outbox-insert' as const,
        message: { ...messageOf(id, 'desk'), createdAt },
      })),
      { type: 'outbox-insert', message: { ...messageOf(99, 'desk'), ...CRITICAL, createdAt } },
      { type: 'outbox-insert', message: messageOf(4, 'desk') },
    ]);
    await bench.settled();
    const [critical, digest, fresh] = bench.texts();
    expect(critical).toContain('told late: it was at');
    expect(digest?.split('\n')[0]).toBe('🕓 While I was away: 3 messages');
    expect(order(bench.texts())).toEqual(['99', ...names(1, 4)]);
    expect(order([fresh ?? ''])).toEqual(['4']);
    expect(bench.outcomes).toEqual(['sent', 'folded', 'folded', 'folded', 'sent']);
  });

  test('alone it says when it was', async () => {
    const bench = await createBench();
    await bench.post(1, 'desk', { createdAt });
    await bench.settled();
    expect(bench.texts()[0]).toMatch(/Paused by user 1.*\ntold late: it was at \d\d:\d\d:\d\d UTC$/s);
  });

  test('does not hide a possible repeat', async () => {
    const bench = await createBench({ faults: [{ kind: 'lost-response', method: 'sendMessage', times: 1 }] });
    await bench.postAll([1, 2], 'desk', { createdAt });
    await bench.settled();
    expect(bench.texts()[1]).toContain('may be a repeat · event event-1');
    expect(bench.texts()[1]).toContain('may be a repeat · event event-2');
  });
});

describe('levels', () => {
  test('one message is as loud as the loudest in it; what is off is not in it', async () => {
    const bench = await createBench();
    const address = { chatId: `${GROUP}`, topic: 7 };
    await bench.notify.set(address, ['desk.paused'], 'silent', 'user:1');
    await bench.notify.set(address, ['desk.resumed'], 'off', 'user:1');
    const resumed = JSON.stringify({ type: 'desk.resumed', actor: 'user:50', accepted: [] });
    await bench.journal.commit([
      ...count(1, 6).map((id) => ({ type: 'outbox-insert' as const, message: messageOf(id, 'group') })),
      { type: 'outbox-insert', message: { ...messageOf(50, 'group'), type: 'desk.resumed', payload: resumed } },
    ]);
    await bench.settled();
    expect(order(bench.texts(GROUP))).toEqual(names(1, 6));
    expect(bench.outcomes.filter((it) => it === 'muted')).toHaveLength(1);
  });

  test('a chat that does not hear of fills has the card of their position still', async () => {
    const asked: string[] = [];
    const bench = await createBench({ onPosition: (symbol) => void asked.push(symbol) });
    await bench.notify.set({ chatId: `${USER}`, topic: null }, ['order.filled'], 'off', 'user:1');
    const fill = {
      type: 'order.filled',
      account: { brokerId: 'main', environment: 'paper' },
      symbol: 'BTCUSDT',
      positionSide: 'net',
      intentId: 'i',
      kind: 'increase',
    };
    await bench.post(1, 'desk', { type: 'order.filled', payload: JSON.stringify(fill) });
    await bench.settled();
    expect(bench.texts()).toEqual([]);
    expect(asked).toEqual(['BTCUSDT']);
  });
});

function messageOf(id: number, target: string) {
  return {
    eventId: `event-${id}`,
    target,
    type: 'desk.paused',
    priority: 'normal' as const,
    payload: JSON.stringify({ type: 'desk.paused', actor: `user:${id}` }),
    thread: null,
    createdAt: systemClock.now(),
  };
}
