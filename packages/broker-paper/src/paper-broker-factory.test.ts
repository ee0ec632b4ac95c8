import { describe, expect, test } from 'vitest';
import { formatDecimal, silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryPaperStore, createPaperBrokerFactory } from './index.ts';

const factory = createPaperBrokerFactory({ storeFor: createMemoryPaperStore });
const create = (settings: unknown) =>
  factory({ id: 'paper', clock: createFakeClock(0), logger: silentLogger, settings });

describe('the factory', () => {
  test('makes a broker from the settings of the configuration', async () => {
    const broker = create({
      balances: { USDT: '2500.5' },
      seed: 3,
      volatility: '0',
      prices: { BTCUSDT: '50000' },
      fees: { maker: '0', taker: '0.001' },
      leverage: 20,
      marginType: 'isolated',
      positionMode: 'hedge',
    });
    await broker.connect();
    const { equity, positionMode } = await broker.getAccount();
    expect([formatDecimal(equity), positionMode]).toEqual(['2500.5', 'hedge']);
    expect(formatDecimal(await broker.getMarkPrice('BTCUSDT'))).toBe('50000');
    expect(formatDecimal(await broker.getMarkPrice('ETHUSDT'))).toBe('3000');
    expect([await broker.getLeverage('BTCUSDT'), await broker.getMarginType('BTCUSDT')]).toEqual([20, 'isolated']);
    await broker.close();
  });

  test.each([undefined, {}])('has a default for everything (%j)', async (settings) => {
    const broker = create(settings);
    await broker.connect();
    expect(formatDecimal((await broker.getAccount()).equity)).toBe('10000');
    expect([await broker.getLeverage('BTCUSDT'), await broker.getMarginType('BTCUSDT')]).toEqual([10, 'cross']);
    await broker.close();
  });

  test.each([
    [{ balance: {} }, 'paper: settings.balance: a paper account has no such setting'],
    [{ balances: { USDT: 10_000 } }, 'paper: settings.balances.USDT: expected a decimal number as text, found 10000.'],
    [{ volatility: '-1' }, 'paper: settings.volatility: expected a number not below 0, found -1.'],
    [{ prices: { BTCUSDT: '0' } }, 'paper: settings.prices.BTCUSDT: expected a number above 0, found 0.'],
    [{ leverage: 0 }, 'paper: settings.leverage: expected a whole number from 1 on, found 0.'],
    [{ marginType: 'crossed' }, 'paper: settings.marginType: expected one of cross, isolated, found "crossed".'],
    [[], 'paper: settings: expected an object, found [].'],
  ])('refuses %j by name', (settings, message) => {
    expect(() => create(settings)).toThrow(message);
  });
});
