import { expect, test } from '@jest/globals';
import { BrokerError } from './broker-error.ts';
import { closeAllPositions } from './close-all-positions.ts';
import { decimal } from './decimal.ts';
import { toClientOrderId } from './ids.ts';
import type { Position } from './position.ts';
import { createFakeBroker, fakePosition } from './testing/index.ts';

const clientOrderId = (position: Position) => toClientOrderId(`close-${position.symbol}-${position.positionSide}`);
const long = fakePosition({ positionSide: 'long' });
const short = fakePosition({ positionSide: 'short', quantity: decimal('-0.02') });

test('sends one closing order per position', async () => {
  const broker = createFakeBroker({ isConnected: true, positions: [long, short] });
  const results = await closeAllPositions(broker, { clientOrderId });
  expect(results).toMatchObject([
    { position: long, ok: true, order: { side: 'sell', positionSide: 'long', clientOrderId: 'close-BTCUSDT-long' } },
    { position: short, ok: true, order: { side: 'buy', positionSide: 'short', clientOrderId: 'close-BTCUSDT-short' } },
  ]);
});

test('one that fails does not hold up the others', async () => {
  const broker = createFakeBroker({ isConnected: true, positions: [long, short] });
  const error = new BrokerError('timeout', { message: 'No answer.', operation: 'closePosition' });
  broker.script.on('closePosition', error);
  expect(await closeAllPositions(broker, { clientOrderId })).toMatchObject([
    { ok: false, error },
    { ok: true, position: short },
  ]);
});

test('flat is an empty list; positions that cannot be read throw', async () => {
  expect(await closeAllPositions(createFakeBroker({ isConnected: true }), { clientOrderId })).toEqual([]);
  await expect(closeAllPositions(createFakeBroker(), { clientOrderId })).rejects.toThrow('not connected');
});

test('validity and abort reach every order', async () => {
  const broker = createFakeBroker({ isConnected: true, positions: [long] });
  const { signal: abortSignal } = new AbortController();
  const validity = { fromAt: 1, untilAt: 2 };
  await closeAllPositions(broker, { clientOrderId, validity, abortSignal });
  expect(broker.callsOf('getPositions')).toEqual([[{ abortSignal }]]);
  expect(broker.callsOf('closePosition')[0]?.[1]).toMatchObject({ validity, abortSignal, positionSide: 'long' });
});
