import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type BrokerEvent, toClientOrderId } from '@perpdesk/broker-core';
import {
  createFakeBroker,
  createFakeClock,
  fakeAccount,
  fakeFill,
  fakeInstrument,
  fakeOrder,
  fakePosition,
} from '@perpdesk/broker-core/testing';
import { createBrokerManager } from './create-broker-manager.ts';

/** How often a read is made before it counts as failed. */
const READS = 3;

const START = 1_800_000_000_000;
const FIRST_READ = 31_000;

async function desk() {
  const clock = createFakeClock(START);
  const logged: string[] = [];
  const say = (message: string) => void logged.push(message);
  const logger = { debug: say, info: say, warn: say, error: say };
  const manager = createBrokerManager({ clock, logger, reconnect: { firstDelayMs: 1_000, timeoutMs: 5_000 } });
  const heard: BrokerEvent[] = [];
  manager.subscribe(({ event }) => heard.push(event));
  const broker = createFakeBroker({ id: 'a', clock });
  manager.add(broker, { tradedSymbols: ['BTCUSDT'] });
  await manager.connectAll();
  return { clock, manager, broker, heard, logged, view: manager.view('a') };
}

const held = (at: number, quantity: string) => fakePosition({ quantity: decimal(quantity), updatedAt: at });
const positionEvent = (at: number, quantity: string): BrokerEvent => ({
  type: 'position-updated',
  venueAt: at,
  receivedAt: at,
  symbol: 'BTCUSDT',
  positionSide: 'net',
  position: held(at, quantity),
});

function fillEvent(at: number, tradeId: string, quantity: string): BrokerEvent {
  const clientOrderId = toClientOrderId(`web_${tradeId}`);
  const request = { symbol: 'BTCUSDT', side: 'buy', positionSide: 'net', type: 'market', clientOrderId } as const;
  const order = fakeOrder({ ...request, quantity: decimal(quantity) });
  const fill = fakeFill(order, { tradeId, quantity: decimal(quantity), venueAt: at });
  return { type: 'fill-received', fill, cause: null, venueAt: at, receivedAt: at };
}

describe('an account that is connected', () => {
  test('is read again beside its events, silently; settings stay', async () => {
    const { clock, manager, broker, heard, view } = await desk();
    broker.script.always('getAccount', () => fakeAccount({ equity: decimal('9000') }));
    broker.script.always('getPositions', () => [{ ...held(START, '0.02'), markPrice: decimal('70000') }]);
    await clock.advance(FIRST_READ);
    expect(view.account?.equity.toFixed()).toBe('9000');
    expect(view.position('BTCUSDT', 'net')?.markPrice.toFixed()).toBe('70000');
    expect(view.leverage('BTCUSDT')).toBe(10);
    expect(heard).toEqual([]);
    broker.script.always('getPositions', () => []);
    await clock.advance(FIRST_READ);
    expect(view.positions).toEqual([]);
    await manager.close();
    expect(clock.scheduledCount).toBe(0);
  });

  test('has its instruments read again with it, and at once where that is asked for', async () => {
    const { clock, manager, broker, view } = await desk();
    const tickIs = (tickSize: string) =>
      broker.script.always('getInstruments', () => [fakeInstrument({ tickSize: decimal(tickSize) })]);
    tickIs('1');
    await clock.advance(FIRST_READ);
    expect(view.instrument('BTCUSDT')?.tickSize.toFixed()).toBe('1');
    tickIs('5');
    await manager.refreshInstruments('a');
    expect(view.instrument('BTCUSDT')?.tickSize.toFixed()).toBe('5');
    await manager.close();
  });

  test('has its instruments read at once where a fill is off the step that is known, once for all that come meanwhile', async () => {
    const { clock, manager, broker, heard, view } = await desk();
    const fill = (tradeId: string, quantity: string) => {
      broker.emit(fillEvent(clock.now(), tradeId, quantity));
      return clock.advance(0);
    };
    const answers: (() => void)[] = [];
    const finer = fakeInstrument({ stepSize: decimal('0.0001') });
    broker.script.always('getInstruments', () => new Promise((resolve) => answers.push(() => resolve([finer]))));
    await fill('1', '0.015');
    expect(answers).toEqual([]);
    await fill('2', '0.0153');
    await fill('3', '0.0153');
    expect([answers.length, heard.length]).toEqual([1, 3]);
    answers[0]?.();
    await clock.advance(0);
    expect(view.instrument('BTCUSDT')?.stepSize.toFixed()).toBe('0.0001');
    await fill('4', '0.0153');
    expect(answers).toHaveLength(1);
    await manager.close();
  });

  test('keeps the instruments it knows while they cannot be read, and is read all the same', async () => {
    const { clock, manager, broker, logged, view } = await desk();
    broker.script.always('getInstruments', () => {
      throw new BrokerError('venue-error', { operation: 'getInstruments', message: 'Down.' });
    });
    broker.script.always('getAccount', () => fakeAccount({ equity: decimal('9000') }));
    await clock.advance(FIRST_READ);
    expect([view.isReady, view.instruments.length, view.account?.equity.toFixed()]).toEqual([true, 1, '9000']);
    expect(logged).toEqual(['Instruments could not be read again']);
    await manager.close();
  });

  test('a read that hangs holds up no event, and loses none', async () => {
    const { clock, manager, broker, heard, view } = await desk();
    let answer = () => {};
    broker.script.on('getPositions', () => new Promise((resolve) => (answer = () => resolve([]))));
    await clock.advance(FIRST_READ);
    broker.emit(positionEvent(clock.now(), '0.03'));
    await clock.advance(0);
    expect(heard).toHaveLength(1);
    expect(view.position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.03');
    answer();
    await clock.advance(0);
    expect(view.position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.03');
    expect(heard).toHaveLength(1);
    await manager.close();
  });

  test('an event shortly before a read that lags behind it still counts', async () => {
    const { clock, manager, broker, view } = await desk();
    await clock.advance(FIRST_READ - 500);
    broker.emit(positionEvent(clock.now(), '0.03'));
    await clock.advance(500);
    expect(broker.callsOf('getPositions')).toHaveLength(2);
    expect(view.position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.03');
    await manager.close();
  });

  test('a read that fails is logged and comes again; the account stays ready', async () => {
    const { clock, manager, broker, logged, view } = await desk();
    for (let time = 0; time < READS; time += 1) {
      broker.script.on('getAccount', new BrokerError('network', { operation: 'getAccount', message: 'Lost.' }));
    }
    broker.script.on('getAccount', () => fakeAccount({ equity: decimal('9000') }));
    await clock.advance(FIRST_READ);
    expect([view.isReady, logged]).toEqual([true, ['Account could not be read again']]);
    await clock.advance(FIRST_READ);
    expect(view.account?.equity.toFixed()).toBe('9000');
    await manager.close();
  });

  test('a key that the exchange does not take any more makes it not ready, with the reason, until it is taken again', async () => {
    const { clock, manager, broker, view } = await desk();
    let isRevoked = true;
    const message = 'Invalid API-key, IP, or permissions for action.';
    broker.script.always('getAccount', () => {
      if (isRevoked) throw new BrokerError('not-authorized', { operation: 'getAccount', message });
      return fakeAccount();
    });
    await clock.advance(FIRST_READ);
    expect([view.isReady, view.health().lastError]).toEqual([false, expect.stringContaining(message)]);
    await clock.advance(120_000);
    expect(view.isReady).toBe(false);
    isRevoked = false;
    await clock.advance(120_000);
    expect(view.isReady).toBe(true);
    await manager.close();
  });

  test('a gap read later is newer than a read that began before it', async () => {
    const { clock, manager, broker, view } = await desk();
    let answer = () => {};
    broker.script.on('getPositions', () => new Promise((resolve) => (answer = () => resolve([]))));
    await clock.advance(FIRST_READ);
    broker.script.on('getPositions', () => [held(clock.now(), '0.05')]);
    const at = clock.now();
    broker.emit({ type: 'stream-gap', venueAt: at, receivedAt: at, fromAt: at - 5, reason: 'test' });
    await clock.advance(0);
    answer();
    await clock.advance(0);
    expect(view.position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.05');
    await manager.close();
  });
});
