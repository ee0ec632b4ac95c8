import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const LONG = fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('59500'), markPrice: decimal('60000') });

test.each([
  ['Close 25 %', 'q', null, { type: 'close', fraction: '0.25', quantity: '0.005' }],
  ['Close 50 %', 'h', null, { type: 'close', fraction: '0.5', quantity: '0.01' }],
  ['Close', 'a', null, { type: 'close', fraction: null, quantity: null }],
  ['SL', 's', '2', { type: 'protect', stopLoss: '58800' }],
  ['SL off', 's', 'off', { type: 'protect', stopLoss: 'off' }],
  ['TP', 't', '5', { type: 'protect', takeProfits: [{ price: '63000', share: null }] }],
  ['Break-even', 'b', null, { type: 'protect', stopLoss: '59500' }],
  ['Trail', 'r', '1', { type: 'protect', trailing: { activation: null, callback: '1' } }],
  ['Reverse', 'v', null, { type: 'reverse', direction: 'short', quantity: '0.02' }],
  ['Add', 'p', '50', { type: 'open', direction: 'long', quantity: '0.01' }],
])('%s of a position’s card leads to one order, by a card that asks', async (_label, action, choice, order) => {
  const bench = await createChatBench([{ id: 'main', positions: [LONG] }]);
  await bench.say('/positions');
  const button = bench.buttons().find((data) => data.endsWith(`:${action}`)) ?? 'no button';
  await bench.tap(button);
  if (choice !== null) {
    expect(bench.buttons()).toContain(`${button}:${choice}`);
    await bench.tap(`${button}:${choice}`);
  }
  expect(bench.engine.trades).toEqual([]);
  const [yes = ''] = bench.buttons();
  await Promise.all([bench.tap(yes), bench.tap(yes)]);
  const trades: unknown = JSON.parse(JSON.stringify(bench.engine.trades));
  expect(trades).toMatchObject([{ ...order, brokerId: 'main', symbol: 'BTCUSDT' }]);
});

test('what asks how far names the position it is about, in its words and in the form to type', async () => {
  const short = fakePosition({ symbol: 'ETHUSDT', quantity: decimal('-0.5') });
  const bench = await createChatBench([{ id: 'main', positions: [LONG, short] }]);
  await bench.say('/positions ETHUSDT');
  const buttons = bench.buttons();
  bench.texts();
  for (const [action, form] of [
    ['s', '/sl ETHUSDT 2%'],
    ['p', '/short ETHUSDT 5%'],
  ] as const) {
    await bench.tap(buttons.find((data) => data.endsWith(`:${action}`)) ?? 'no button');
    const [text] = bench.texts().map(plain);
    expect(text).toContain('PAPER main · ETHUSDT SHORT 0.500');
    expect(text).toContain(form);
    expect(text).not.toContain('BTCUSDT');
  }
});
