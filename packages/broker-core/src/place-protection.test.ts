import { expect, test } from 'vitest';
import { decimal } from './decimal.ts';
import { toClientOrderId } from './ids.ts';
import { placeStopLoss, placeTakeProfit } from './place-protection.ts';
import { createFakeBroker } from './testing/index.ts';

const request = {
  symbol: 'BTCUSDT',
  side: 'sell',
  positionSide: 'net',
  clientOrderId: toClientOrderId('stop-1'),
  triggerPrice: decimal('59000'),
} as const;

test('without a quantity the order closes the position', async () => {
  const broker = createFakeBroker({ isConnected: true });
  const order = await placeStopLoss(broker, request);
  expect(order).toMatchObject({ type: 'stop-market', closePosition: true, quantity: null });
  await placeTakeProfit(broker, { ...request, triggerBy: 'last' });
  expect(broker.callsOf('placeOrder').map(([sent]) => sent)).toEqual([
    { ...request, type: 'stop-market', closePosition: true },
    { ...request, type: 'take-profit-market', triggerBy: 'last', closePosition: true },
  ]);
});

test('with a quantity it only reduces: by reduceOnly, or by its side in hedge mode', async () => {
  const broker = createFakeBroker({ isConnected: true });
  const quantity = decimal('0.01');
  const validity = { fromAt: 1, untilAt: 2 };
  await placeTakeProfit(broker, { ...request, quantity }, { validity });
  await placeTakeProfit(broker, { ...request, quantity, positionSide: 'long' });
  expect(broker.callsOf('placeOrder')).toEqual([
    [{ ...request, type: 'take-profit-market', quantity, reduceOnly: true }, { validity }],
    [{ ...request, type: 'take-profit-market', quantity, positionSide: 'long' }, undefined],
  ]);
});

test.each([
  ['buy', 'long', 'sell'],
  ['sell', 'short', 'buy'],
] as const)('in hedge mode a %s that would add to the %s side is not sent', async (side, positionSide, right) => {
  const broker = createFakeBroker({ isConnected: true });
  for (const place of [placeStopLoss, placeTakeProfit]) {
    await expect(place(broker, { ...request, side, positionSide, quantity: decimal('0.01') })).rejects.toMatchObject({
      code: 'invalid-request',
      outcome: 'not-sent',
      message: `A ${side} order would add to the ${positionSide} side. Use ${right}.`,
    });
  }
  expect(broker.callsOf('placeOrder')).toEqual([]);
});
