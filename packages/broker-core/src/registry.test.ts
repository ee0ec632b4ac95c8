import { expect, test } from 'vitest';
import { silentLogger } from './logger.ts';
import { createBrokerRegistry } from './registry.ts';
import { createFakeBroker, createFakeClock } from './testing/index.ts';

const options = { id: 'mine', clock: createFakeClock(0), logger: silentLogger, settings: {} };

test('creates a broker by the name of its kind', () => {
  const registry = createBrokerRegistry();
  registry.registerBroker('fake', ({ id, clock }) => createFakeBroker({ id, clock }));
  expect(registry.names).toEqual(['fake']);
  const broker = registry.createBroker('fake', options);
  expect(broker.id).toBe('mine');
  expect(broker.isConnected).toBe(false);
});

test('an unknown name is refused with the names that exist', () => {
  const registry = createBrokerRegistry();
  expect(() => registry.createBroker('x', options)).toThrow('There is no broker named "x". Known: none is registered.');
  registry.registerBroker('paper', () => createFakeBroker());
  registry.registerBroker('binance', () => createFakeBroker());
  expect(() => registry.createBroker('bynance', options)).toThrow(
    expect.objectContaining({
      code: 'invalid-request',
      outcome: 'not-sent',
      message: 'There is no broker named "bynance". Known: paper, binance.',
    }),
  );
});

test('a name is registered once', () => {
  const registry = createBrokerRegistry();
  registry.registerBroker('paper', () => createFakeBroker());
  expect(() => registry.registerBroker('paper', () => createFakeBroker())).toThrow('"paper" is registered');
});
