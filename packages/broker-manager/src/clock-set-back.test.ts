import { expect, test } from 'vitest';
import { BrokerError, type BrokerEvent } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock, fakePosition } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from './create-broker-manager.ts';

const START = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

test('a clock that is set back before a connection is lost: what was missed begins where the stream was heard last', async () => {
  const exchange = createFakeClock(START);
  let shiftMs = 0;
  const clock = { ...exchange, now: () => exchange.now() + shiftMs };
  const manager = createBrokerManager({ clock, clockCheckMs: 10_000, reconcileMs: 30_000 });
  const broker = createFakeBroker({ id: 'a', clock: exchange });
  const gaps: BrokerEvent[] = [];
  manager.subscribe(({ event }) => void (event.type === 'stream-gap' && gaps.push(event)));
  manager.add(broker);
  await manager.connectAll();
  await exchange.advance(5_000);
  const [symbol, positionSide] = ['BTCUSDT', 'net'] as const;
  const at = exchange.now();
  broker.emit({
    type: 'position-updated',
    venueAt: at,
    receivedAt: at,
    symbol,
    positionSide,
    position: fakePosition(),
  });
  await exchange.advance(1_000);
  shiftMs = -HOUR_MS;
  broker.script.on('getPositions', new BrokerError('not-authorized', { operation: 'getPositions', message: 'No.' }));
  await exchange.advance(60_000);
  expect(manager.view('a').health()).toMatchObject({ isReady: true, clockOffsetMs: HOUR_MS });
  expect(gaps).toMatchObject([{ fromAt: at, reason: 'reconnected' }]);
  await manager.close();
});
