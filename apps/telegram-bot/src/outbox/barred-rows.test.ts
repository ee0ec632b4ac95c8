import { expect, test } from 'vitest';
import type { Notice } from '@perpdesk/signals';
import { NOON } from '../testing/desk-bench.ts';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

const of = (brokerId: string) => {
  const message = { type: 'broker.disconnected', account: { brokerId, environment: 'live' }, detail: 'x' };
  return { target: 'desk', type: message.type, payload: JSON.stringify(message) };
};

const ASKS: Notice = {
  type: 'signal.asks',
  signalId: 'a1b2c3d4e5f6',
  routeId: 'trend',
  symbol: 'BTCUSDT',
  transition: 'open',
  previous: '0',
  next: '1',
  price: '60000',
  legs: [
    {
      account: { brokerId: 'scalps', environment: 'live' },
      kind: 'increase',
      side: 'buy',
      positionSide: 'net',
      quantity: '0.02',
      notional: '1200',
      stopPrice: null,
      targetPrices: [],
      detail: null,
    },
  ],
  answerMs: 60_000,
  until: NOON + 120_000,
  notes: [],
};
const PANIC: Notice = {
  type: 'panic.finished',
  accounts: [{ brokerId: 'scalps', environment: 'live' }],
  flat: false,
  left: ['scalps BTCUSDT LONG 0.02'],
  closed: [],
};

test.each([ASKS, PANIC])('$type of an account that a chat may not hear of is dropped there alone', async (notice) => {
  const outbox = await createScriptedOutbox({
    mayHear: ({ chatId }, brokerIds = []) => chatId !== '1' || brokerIds.length === 0 || brokerIds.includes('main'),
  });
  const message = { type: notice.type, payload: JSON.stringify(notice) };
  await outbox.post({ ...message, target: 'desk' }, { ...message, target: 'general' });
  expect(outbox.sent).toEqual([expect.stringMatching(/^-1.*scalps/su)]);
});

test('what tells of accounts that a chat may not hear of is dropped, and holds up nothing else', async () => {
  const outbox = await createScriptedOutbox({
    mayHear: ({ chatId }, brokerIds = []) => chatId !== '1' || !brokerIds.includes('scalps'),
  });
  await outbox.post(of('scalps'), of('main'), { target: 'desk' }, of('scalps'), { ...of('scalps'), target: 'general' });
  const told = (chat: string) =>
    outbox.sent.filter((text) => text.startsWith(chat)).map((text) => /main|scalps|user/u.exec(text)?.[0]);
  expect([told('1/'), told('-1/')]).toEqual([['main', 'user'], ['scalps']]);
  expect(await outbox.journal.outboxDepth()).toMatchObject({ pending: 0, dead: 0 });
});
