import { expect, test } from 'vitest';
import type { Notice } from '@perpdesk/signals';
import type { DeskMessage } from './desk-message.ts';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

const MAIN = { brokerId: 'main', environment: 'live' } as const;
const SCALPS = { brokerId: 'scalps', environment: 'live' } as const;
const actor = 'user:111';
const entering = [MAIN, SCALPS].map((account) => ({ account, symbol: 'BTCUSDT', orders: 1 }));
const position = { quantity: '0.02', entryPrice: null, markPrice: null, liquidationPrice: null, unrealizedPnl: null };
const rest = { leverage: null, marginType: null, notional: null, stopPrice: null };
const MESSAGES: readonly DeskMessage[] = [
  { type: 'desk.paused', actor, entering },
  { type: 'desk.resumed', actor, accepted: ['main BTCUSDT', 'scalps BTCUSDT'] },
  { type: 'panic.started', actor, accounts: [MAIN, SCALPS] },
  {
    type: 'panic.finished',
    accounts: [MAIN, SCALPS],
    flat: false,
    left: ['scalps BTCUSDT LONG 0.02: x', 'main: y', 'scalps: x'],
    closed: ['main BTCUSDT LONG 1', 'scalps BTCUSDT LONG 1'],
  },
  {
    type: 'order.filled',
    account: MAIN,
    signalId: 'a1b2c3d4e5f6',
    intentId: 'i',
    source: 'route:trend',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    side: 'buy',
    kind: 'increase',
    clientOrderId: null,
    quantity: '0.02',
    averagePrice: '60000',
    fee: null,
    feeAsset: 'USDT',
    realizedPnl: null,
    position: { ...position, ...rest },
    latencyMs: null,
    turnout: { in: 1, of: 2, out: [{ account: SCALPS, code: 'max-notional', detail: 'x' }] },
  },
  {
    type: 'route.switched',
    routeId: 'trend',
    accounts: [MAIN, SCALPS],
    actor,
    from: 'auto',
    to: 'notify',
    configured: 'auto',
  },
];

async function toldOf(message: DeskMessage): Promise<readonly string[]> {
  const outbox = await createScriptedOutbox({
    mayHear: ({ chatId }, brokerIds = []) => chatId !== '1' || brokerIds.length === 0 || brokerIds.includes('main'),
  });
  const row = { type: message.type, payload: JSON.stringify(message) };
  await outbox.post({ ...row, target: 'desk' }, { ...row, target: 'general' });
  return outbox.sent;
}

test.each(MESSAGES)('$type of several accounts: a chat hears those alone that it may see', async (message) => {
  const [here, elsewhere] = await toldOf(message);
  expect(here).toMatch(/^1\/.*main/su);
  expect(here).not.toContain('scalps');
  expect(elsewhere).toMatch(/^-1\/.*scalps/su);
});

test('where what is left of a /panic is of other accounts, it has closed all that is seen; what is of none is told', async () => {
  const panic = { type: 'panic.finished', accounts: [MAIN, SCALPS], flat: false, closed: [] } as const;
  const others: Notice = { ...panic, left: ['scalps BTCUSDT LONG 0.02: x'] };
  const nobodys: Notice = { ...panic, left: ['scalps BTCUSDT LONG 0.02: x', 'The journal did not take it.'] };
  expect((await toldOf(others))[0]).toContain('🟢');
  expect((await toldOf(nobodys))[0]).toMatch(/🆘.*The journal did not take it\./su);
});
