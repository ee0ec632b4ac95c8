import { expect, test } from 'vitest';
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

test('what is no BrokerError leaves that outcome unknown, and the others told', async () => {
  const broker = createFakeBroker({ isConnected: true, positions: [long, short] });
  broker.script.on('closePosition', new TypeError('a bug'));
  expect(await closeAllPositions(broker, { clientOrderId })).toMatchObject([
    {
      ok: false,
      position: long,
      error: { code: 'venue-error', outcome: 'unknown', clientOrderId: 'close-BTCUSDT-long' },
    },
    { ok: true, position: short },
  ]);
});

test('an id that cannot be made sends nothing at all', async () => {
  const broker = createFakeBroker({ isConnected: true, positions: [long, short] });
  const bad = (position: Position) => toClientOrderId(position.positionSide === 'short' ? 'not an id' : 'fine');
  await expect(closeAllPositions(broker, { clientOrderId: bad })).rejects.toThrow(RangeError);
  expect(broker.callsOf('closePosition')).toEqual([]);
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
