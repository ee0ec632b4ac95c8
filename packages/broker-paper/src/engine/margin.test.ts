import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { viewAccount } from './balance-view.ts';
import { balanceOf } from './lookup.ts';
import { viewPositions } from './position-view.ts';
import { createScenario, limit, market, type Scenario } from './scenario.test.fixture.ts';

const ETH = { symbol: 'ETHUSDT' } as const;
const totals = ({ state, at }: Scenario) => {
  const { equity, availableBalance, initialMargin, maintenanceMargin } = viewAccount(state, at);
  return [equity, availableBalance, initialMargin, maintenanceMargin].map(formatDecimal);
};
const liquidationPrices = ({ state }: Scenario) =>
  viewPositions(state).map(({ liquidationPrice }) => liquidationPrice && formatDecimal(liquidationPrice));
const setLeverage = (scenario: Scenario, leverage: number, symbol = 'BTCUSDT') => {
  const result = scenario.run({ type: 'set-leverage', symbol, leverage });
  return result.ok ? 'accepted' : result.code;
};
const setIsolated = (scenario: Scenario, symbol: string) =>
  scenario.run({ type: 'set-margin-type', symbol, marginType: 'isolated' });

describe('cross margin', () => {
  test('counts position, resting orders and PnL', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.1'));
    expect(totals(scenario)).toEqual(['9997', '9397', '600', '24']);
    scenario.place(limit('buy', '0.1', '50000'));
    expect(totals(scenario)).toEqual(['9997', '8897', '1100', '24']);
    scenario.tick('66000');
    expect(totals(scenario)).toEqual(['10597', '9437', '1160', '26.4']);
  });

  test('holds nothing back for resting orders that only close', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.1'));
    scenario.place(limit('sell', '0.1', '61000'));
    expect(totals(scenario)).toEqual(['9997', '9397', '600', '24']);
    scenario.place(limit('sell', '0.2', '60000.1'));
    expect(totals(scenario)).toEqual(['9997', '8786.998', '1210.002', '24']);
  });

  test('takes maintenance margin part by part along the brackets', () => {
    const scenario = createScenario({ leverage: 50 });
    scenario.place(market('buy', '5'));
    expect(totals(scenario)[3]).toBe('1700');
  });

  test('refuses an order that it cannot carry, margin and fee together', () => {
    const scenario = createScenario();
    expect(scenario.tryPlace(market('buy', '1.659'))).toBe('insufficient-margin');
    expect(scenario.tryPlace(limit('buy', '1.659', '60000'))).toBe('insufficient-margin');
    expect(scenario.tryPlace(market('buy', '1.658'))).toBe('accepted');
    expect(scenario.tryPlace(market('sell', '1.658'))).toBe('accepted');
  });

  test('shows where a position would be liquidated, and liquidates it there', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    scenario.place(market('buy', '0.1'));
    expect(liquidationPrices(scenario)).toEqual(['50231']);
    const stop = scenario.place(limit('sell', '0.1', '70000', { reduceOnly: true }));
    scenario.tick('50231');
    expect(scenario.state.positions).toHaveLength(1);
    scenario.tick('50230.9');
    expect(scenario.state.positions).toEqual([]);
    expect(scenario.order(stop.clientOrderId)).toMatchObject({ status: 'expired', reason: 'Liquidation.' });
    const fill = scenario.events.findLast((event) => event.type === 'fill-received');
    expect(fill).toMatchObject({ cause: 'liquidation', fill: { clientOrderId: 'autoclose-3' } });
    expect(scenario.order('autoclose-3').status).toBe('filled');
  });

  test('shows a short where it would be liquidated', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    scenario.place(market('sell', '0.1'));
    expect(liquidationPrices(scenario)).toEqual(['69691.2']);
  });

  test('shows no price where none above zero is reached', () => {
    const scenario = createScenario();
    scenario.place(market('buy', '0.01'));
    expect(liquidationPrices(scenario)).toEqual([null]);
  });

  test('ends a liquidation beyond the wallet at zero', () => {
    const scenario = createScenario({}, { deposit: '1000' });
    scenario.place(market('buy', '0.1'));
    scenario.tick('50000');
    expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('0');
    const incomes = scenario.events.flatMap((event) => (event.type === 'income-booked' ? [event.income] : []));
    expect(incomes.map(({ type, amount }) => [type, formatDecimal(amount)])).toEqual([
      ['transfer', '1000'],
      ['fee', '-3'],
      ['realized-pnl', '-1000'],
      ['fee', '-2.5'],
      ['liquidation', '5.5'],
    ]);
  });

  test('liquidates the worst position first and keeps what the rest can carry', () => {
    const scenario = createScenario({}, { deposit: '1100' });
    scenario.place(market('buy', '0.1'));
    scenario.place(market('buy', '0.5', ETH));
    scenario.tick('50000');
    expect(scenario.state.positions.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    scenario.tick('2850', 'ETHUSDT');
    expect(scenario.state.positions.map(({ symbol }) => symbol)).toEqual(['ETHUSDT']);
    expect(totals(scenario)).toEqual(['18.75', '0', '142.5', '5.7']);
  });
});

describe('isolated margin', () => {
  test('sets margin aside for one position and liquidates on that alone', () => {
    const scenario = createScenario();
    setIsolated(scenario, 'ETHUSDT');
    scenario.place(market('buy', '1', ETH));
    expect(totals(scenario)).toEqual(['9998.5', '9698.5', '300', '12']);
    expect(liquidationPrices(scenario)).toEqual(['2710.85']);
    scenario.tick('2710.85', 'ETHUSDT');
    expect(scenario.state.positions).toHaveLength(1);
    scenario.tick('2710.84', 'ETHUSDT');
    expect(scenario.state.positions).toEqual([]);
    expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('9707.98458');
  });

  test('loses no more than what was set aside', () => {
    const scenario = createScenario();
    setIsolated(scenario, 'ETHUSDT');
    scenario.place(market('sell', '1', ETH));
    scenario.tick('4000', 'ETHUSDT');
    expect(formatDecimal(balanceOf(scenario.state, 'USDT'))).toBe('9698.5');
  });

  test('gives margin back in proportion as the position shrinks', () => {
    const scenario = createScenario();
    setIsolated(scenario, 'ETHUSDT');
    scenario.place(market('buy', '1', ETH));
    scenario.place(market('sell', '0.25', ETH));
    expect(scenario.state.positions.map(({ isolatedMargin }) => formatDecimal(isolatedMargin))).toEqual(['225']);
    scenario.place(market('sell', '1.75', ETH));
    expect(scenario.state.positions.map(({ isolatedMargin }) => formatDecimal(isolatedMargin))).toEqual(['300']);
  });
});

describe('hedge margin', () => {
  const long = { positionSide: 'long' } as const;
  const short = { positionSide: 'short' } as const;

  test('is the sum of both sides and of what would add to them', () => {
    const scenario = createScenario({}, { positionMode: 'hedge' });
    scenario.place(market('buy', '0.1', long));
    scenario.place(market('sell', '0.1', short));
    expect(totals(scenario)).toEqual(['9994', '8794', '1200', '48']);
    scenario.place(limit('buy', '0.1', '50000', long));
    scenario.place(limit('sell', '0.1', '70000', short));
    expect(totals(scenario)).toEqual(['9994', '7594', '2400', '48']);
    scenario.place(limit('sell', '0.1', '70000', long));
    expect(totals(scenario)).toEqual(['9994', '7594', '2400', '48']);
  });

  test('takes maintenance margin for each side by its own bracket, and the leverage’s bound for both', () => {
    const scenario = createScenario({ leverage: 100 }, { positionMode: 'hedge' });
    scenario.place(market('buy', '2', long));
    scenario.place(market('sell', '2', short));
    expect(totals(scenario)[3]).toBe('1100');
    expect(scenario.tryPlace(market('buy', '0.2', long))).toBe('leverage-too-high');
    expect(setLeverage(scenario, 101)).toBe('leverage-too-high');
  });

  test('shows one liquidation price where both sides are held', () => {
    const scenario = createScenario({}, { positionMode: 'hedge', deposit: '1000' });
    scenario.place(market('buy', '0.1', long));
    scenario.place(market('sell', '0.05', short));
    const [first, second] = liquidationPrices(scenario);
    expect(first).toBe(second);
    expect(first).not.toBeNull();
  });
});

describe('leverage', () => {
  test('is bounded by the instrument and by the size', () => {
    const scenario = createScenario();
    expect(setLeverage(scenario, 126)).toBe('leverage-too-high');
    expect(setLeverage(scenario, 0)).toBe('invalid-request');
    expect(setLeverage(scenario, 125)).toBe('accepted');
    expect(scenario.tryPlace(market('buy', '1'))).toBe('leverage-too-high');
    expect(setLeverage(scenario, 100)).toBe('accepted');
    expect(scenario.tryPlace(market('buy', '1'))).toBe('accepted');
    expect(setLeverage(scenario, 101)).toBe('leverage-too-high');
  });

  test('can be lowered only while the margin lasts, and on an isolated position not at all', () => {
    const scenario = createScenario({ leverage: 20 });
    setIsolated(scenario, 'ETHUSDT');
    scenario.place(market('buy', '1', ETH));
    scenario.place(market('buy', '1'));
    expect(setLeverage(scenario, 5)).toBe('insufficient-margin');
    expect(setLeverage(scenario, 10)).toBe('accepted');
    expect(setLeverage(scenario, 10, 'ETHUSDT')).toBe('has-open-exposure');
    expect(setLeverage(scenario, 25, 'ETHUSDT')).toBe('accepted');
  });

  test('is told when it is set, and not when it was that already', () => {
    const scenario = createScenario();
    scenario.events.length = 0;
    setLeverage(scenario, 10);
    setLeverage(scenario, 20);
    expect(scenario.events).toEqual([
      { type: 'settings-updated', venueAt: scenario.at, symbol: 'BTCUSDT', leverage: 20, marginType: 'cross' },
    ]);
  });
});

describe('modes', () => {
  test('stay while orders or positions are open', () => {
    const scenario = createScenario();
    const order = scenario.place(limit('buy', '0.01', '50000'));
    const refused = { ok: false, code: 'has-open-exposure' };
    expect(scenario.run({ type: 'set-position-mode', positionMode: 'hedge' })).toMatchObject(refused);
    expect(setIsolated(scenario, 'BTCUSDT')).toMatchObject(refused);
    expect(setIsolated(scenario, 'ETHUSDT')).toMatchObject({ ok: true });
    scenario.run({ type: 'cancel', ref: { symbol: 'BTCUSDT', clientOrderId: order.clientOrderId } });
    expect(scenario.run({ type: 'set-position-mode', positionMode: 'hedge' })).toMatchObject({ ok: true });
    expect(scenario.tryPlace(market('buy', '0.01'))).toBe('position-mode-mismatch');
    expect(scenario.tryPlace(market('buy', '0.01', { positionSide: 'long' }))).toBe('accepted');
  });

  test('keep other balances out of the totals', () => {
    const scenario = createScenario();
    scenario.run({ type: 'deposit', asset: 'BNB', amount: decimal('3') });
    expect(viewAccount(scenario.state, 0).balances.map(({ asset }) => asset)).toEqual(['USDT', 'BNB']);
    expect(totals(scenario)[0]).toBe('10000');
  });
});
