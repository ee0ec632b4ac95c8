import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { AskQuote } from '@perpdesk/signals';
import type { DeskUser } from '../desk/desk-user.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { OWNER } from '../testing/desk-bench.ts';
import { rules } from './approval-bench.test.fixture.ts';

const SIGNAL = '0123456789ab';
const IN_GROUP = { from: 777, chatId: -5, chatType: 'supergroup' } as const;

/** A trader who is an owner of `main` besides; of a trader a second person is wanted from 500 on, of an owner never. */
async function benchOf(brokers: DeskUser['brokers']) {
  const bench = await createChatBench([{ id: 'main' }, { id: 'other' }], {
    approvals: rules({ secondFrom: { owner: null, trader: decimal('500') } }),
    users: [OWNER, { id: '777', role: 'trader', brokers }],
  });
  await bench.say('/grant 777 owner @main');
  bench.texts();
  return bench;
}

function quoteUntil(answerBy: number): ChatBench['engine']['quote'] {
  return ({ quantities }): AskQuote => ({
    ok: true,
    signalId: SIGNAL,
    routeId: 'trend',
    symbol: 'BTCUSDT',
    legs: ['main', 'other'].map((brokerId) => {
      const quantity = quantities?.[brokerId] ?? decimal('0.02');
      return {
        account: { brokerId, environment: 'live' },
        kind: 'increase',
        side: 'buy',
        positionSide: 'net',
        quantity: formatDecimal(quantity),
        notional: formatDecimal(quantity.times(60_000)),
        margin: formatDecimal(quantity.times(6_000)),
        leverage: 10,
        stopPrice: '59100',
        targetPrices: [],
        detail: null,
        planned: '0.02',
      };
    }),
    answerBy,
  });
}

test.each([
  ['other', []],
  ['main', [{ type: 'open' }]],
])('an order on %s takes what is wanted of the person there', async (account, traded) => {
  const bench = await benchOf(['main', 'other']);
  await bench.say(`/long BTCUSDT 0.01 @${account}`, IN_GROUP);
  await bench.tap(bench.buttons()[0] ?? '', IN_GROUP);
  expect(bench.engine.trades).toMatchObject(traded);
});

test('another size of an alert on two accounts takes what is wanted of the least role among them', async () => {
  const bench = await benchOf(['main', 'other']);
  bench.engine.quote = quoteUntil(bench.clock.now() + 40_000);
  await bench.tap(`ae:${SIGNAL}`, IN_GROUP);
  await bench.tap(`ae:${SIGNAL}:2`, IN_GROUP);
  await bench.tap(bench.buttons().find((data) => data.startsWith('c:')) ?? '', IN_GROUP);
  expect(bench.engine.answers).toEqual([]);
});

test.each([
  [['other'], 'notify'],
  [['main', 'other'], 'notify'],
  [['main'], 'auto'],
])('/route to auto of %j takes what is wanted of the least role among them', async (brokerIds, execute) => {
  const bench = await benchOf(['main', 'other']);
  bench.engine.routeStates = [
    { id: 'trend', execute: 'notify', configured: 'notify', brokerIds, symbols: [], switched: null } as never,
  ];
  await bench.say('/route trend auto', IN_GROUP);
  await bench.tap(bench.buttons().find((data) => data.startsWith('c:')) ?? '', IN_GROUP);
  expect(bench.engine.routeStates).toMatchObject([{ execute }]);
});

test.each([
  ['trader of every account', null, { panicBlocked: true }],
  ['trader of some who paused', ['main', 'other'], { paused: true, pausedBy: ['user:777'] }],
])('/resume by a %s takes what is wanted of a trader, whatever they own', async (_who, brokers, blocked) => {
  const bench = await benchOf(brokers);
  bench.engine.set(blocked);
  await bench.say('/resume', IN_GROUP);
  expect(bench.engine.controls).toEqual([]);
  expect(bench.texts().at(-1)).toContain('asks for a second person');
});
