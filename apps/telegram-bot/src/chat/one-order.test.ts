import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { defineRoute, type Notice } from '@perpdesk/signals';
import { alertBody } from '../stories/alert-body.test.fixture.ts';
import { putChatOver } from '../testing/chat-bench.ts';
import { createPaperBench } from '../testing/paper-bench.ts';

const ROUTE = defineRoute({
  id: 'trend',
  brokers: [{ brokerId: 'main', factor: decimal('1') }],
  symbols: ['BTCUSDT'],
  relay: ['desk'],
  execute: 'ask',
});

/** A desk with its engine over a paper account, where an alert asks for a long of 0.02. */
async function asked() {
  const ground = await createPaperBench([{ id: 'main' }], [ROUTE]);
  const orders: string[] = [];
  const broker = ground.broker('main');
  const { placeOrder } = broker;
  broker.placeOrder = (request, options) => {
    orders.push(`${request.side} ${request.quantity?.toFixed()}`);
    return placeOrder.call(broker, request, options);
  };
  const bench = await putChatOver(ground);
  const body = new TextEncoder().encode(alertBody(bench.clock.now(), '0', '0.02'));
  await bench.engine.acceptAlert({ routeId: 'trend', body, receivedAt: bench.clock.now() });
  await bench.clock.advance(6_000);
  const rows = await bench.journal.listOutbox({});
  const card = rows.map(({ payload }) => JSON.parse(payload) as Notice).find(({ type }) => type === 'signal.asks');
  const signalId = card?.type === 'signal.asks' ? card.signalId : 'none';
  const settle = async (...taps: readonly Promise<void>[]) => {
    await bench.clock.advance(6_000);
    await Promise.all(taps);
    await bench.clock.advance(6_000);
  };
  const tap = (answer: 'p' | 's', from: number) => bench.tap(`a:${signalId}:${answer}`, { from, chatId: 111 });
  const held = async () => (await broker.getPositions()).map(({ quantity }) => quantity.toFixed());
  return { bench, orders, settle, tap, held, edit: `ae:${signalId}` };
}

describe('an alert’s card is one order', () => {
  test.each([
    ['two taps at once', [111, 111]],
    ['three', [111, 111, 111]],
    ['two people at once', [111, 222]],
    ['two people, and one who may only look', [333, 222, 111, 666]],
  ])('%s', async (_, people) => {
    const { bench, orders, settle, tap, held } = await asked();
    await settle(...people.map((from) => tap('p', from)));
    await settle(tap('p', 111), tap('s', 222));
    expect(orders).toEqual(['buy 0.02']);
    expect(await held()).toEqual(['0.02']);
    await bench.stop();
  });

  test.each([
    ['Place before Skip', ['p', 's'], ['buy 0.02']],
    ['Skip before Place', ['s', 'p'], []],
  ] as const)('%s, at once by two people: the first counts', async (_, [first, second], placed) => {
    const { bench, orders, settle, tap } = await asked();
    await settle(tap(first, 111), tap(second, 222));
    await settle(tap('p', 111), tap('p', 222));
    expect(orders).toEqual(placed);
    await bench.stop();
  });

  test.each([
    ['its own Place and that of another size', ['own', 'size']],
    ['that of another size and its own', ['size', 'own']],
  ] as const)('%s, at once: one of the two', async (_, order) => {
    const { bench, orders, settle, tap, edit } = await asked();
    await settle(bench.tap(edit));
    await settle(bench.say('0.01'));
    const [yes = ''] = bench.buttons();
    await settle(...order.map((which) => (which === 'own' ? tap('p', 222) : bench.tap(yes))));
    await settle(tap('p', 222), bench.tap(yes));
    expect(orders).toHaveLength(1);
    await bench.stop();
  });

  test('nothing once its time is over', async () => {
    const { bench, orders, settle, tap, held } = await asked();
    await bench.clock.advance(130_000);
    await settle(tap('p', 111), tap('p', 222));
    expect(orders).toEqual([]);
    expect(await held()).toEqual([]);
    await bench.stop();
  });
});
