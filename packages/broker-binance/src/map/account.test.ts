import { expect, test } from 'vitest';
import { decimal, type Position, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import { accountConfigSchema } from '../wire/account-config.ts';
import * as wire from '../wire/account.test.fixture.ts';
import { accountSchema } from '../wire/account.ts';
import { balancesSchema } from '../wire/balances.ts';
import { incomesSchema } from '../wire/income.ts';
import { leverageBracketsSchema } from '../wire/leverage-brackets.ts';
import { positionRisksSchema } from '../wire/position-risks.ts';
import { symbolConfigsSchema } from '../wire/symbol-configs.ts';
import { userTradesSchema } from '../wire/user-trades.ts';
import { accountOf, balanceOf, unsupportedMode } from './account.ts';
import { bracketsOf, maxLeverages } from './brackets.ts';
import { fillOf } from './fill.ts';
import { incomeOf } from './income.ts';
import { positionsOf } from './position.ts';

const config = (changes: object = {}) => accountConfigSchema.parse({ ...wire.ACCOUNT_CONFIG, ...changes });

test('an account tells its totals in USDT, and the assets that it has', () => {
  expect(accountOf(accountSchema.parse(wire.ACCOUNT), config(), 1_790_000_000_000)).toEqual({
    balances: [
      {
        asset: 'USDT',
        walletBalance: decimal('5000'),
        availableBalance: decimal('4859.48'),
        unrealizedPnl: decimal('-12.5'),
      },
      {
        asset: 'USDC',
        walletBalance: decimal('7.5'),
        availableBalance: decimal('7.5'),
        unrealizedPnl: decimal('0'),
      },
    ],
    positionMode: 'one-way',
    equity: decimal('4987.5'),
    availableBalance: decimal('4859.48'),
    initialMargin: decimal('128.02'),
    maintenanceMargin: decimal('5.12'),
    quoteAsset: 'USDT',
    canTrade: true,
    updatedAt: 1_790_000_000_000,
  });
});

test('in multi-assets mode the totals are in USD, and the mode is named as not supported', () => {
  const multi = config({ multiAssetsMargin: true, dualSidePosition: true });
  const account = accountOf(accountSchema.parse(wire.ACCOUNT), multi, 0);
  expect([account.quoteAsset, account.positionMode]).toEqual(['USD', 'hedge']);
  expect(unsupportedMode(multi)).toMatch(/multi-assets mode/);
  expect(unsupportedMode(config({ canTrade: false }))).toMatch(/may not trade/);
  expect(unsupportedMode(config())).toBeNull();
});

test('a balance tells what is unrealised on it', () => {
  const [usdt] = balancesSchema.parse(wire.BALANCES);
  expect(balanceOf(usdt!)).toEqual({
    asset: 'USDT',
    walletBalance: decimal('5000'),
    availableBalance: decimal('4859.48'),
    unrealizedPnl: decimal('-12.5'),
  });
});

test('a position is signed, takes leverage from the settings, and says when nothing liquidates it', () => {
  const positions = positionsOf(
    positionRisksSchema.parse(wire.POSITION_RISKS),
    symbolConfigsSchema.parse(wire.SYMBOL_CONFIGS),
  );
  const expected: Position = {
    symbol: 'BTCUSDT',
    positionSide: 'net',
    quantity: decimal('-0.01'),
    entryPrice: decimal('64000'),
    markPrice: decimal('65250'),
    liquidationPrice: null,
    notional: decimal('652.5'),
    unrealizedPnl: decimal('-12.5'),
    leverage: 10,
    marginType: 'cross',
    initialMargin: decimal('65.25'),
    maintenanceMargin: decimal('2.61'),
    adlQuantile: 2,
    updatedAt: 1_790_000_000_500,
  };
  expect(positions).toEqual([expected]);
});

test('a position without settings is not told half', () => {
  expect(() => positionsOf(positionRisksSchema.parse(wire.POSITION_RISKS), [])).toThrow(
    expect.objectContaining({ code: 'venue-error' }),
  );
});

test('brackets begin with the smallest notional, which has the highest leverage', () => {
  const found = leverageBracketsSchema.parse(wire.LEVERAGE_BRACKETS);
  expect(bracketsOf(found, 'ETHUSDT')).toEqual([
    {
      symbol: 'ETHUSDT',
      notionalFloor: decimal('0'),
      notionalCap: decimal('50000'),
      maxLeverage: 75,
      maintenanceMarginRate: decimal('0.0065'),
    },
    {
      symbol: 'ETHUSDT',
      notionalFloor: decimal('50000'),
      notionalCap: decimal('600000'),
      maxLeverage: 50,
      maintenanceMarginRate: decimal('0.01'),
    },
  ]);
  expect(bracketsOf(found, 'BTCUSDT')).toEqual([]);
  expect([...maxLeverages([...found, { symbol: 'NEWUSDT', brackets: [] }])]).toEqual([['ETHUSDT', 75]]);
});

test('a trade of the list belongs to the order that is linked with it', () => {
  const [trade] = userTradesSchema.parse(wire.USER_TRADES);
  const fill = {
    symbol: 'BTCUSDT',
    tradeId: '698759',
    venueOrderId: '25851813',
    clientOrderId: null,
    side: 'sell',
    positionSide: 'short',
    quantity: decimal('0.001'),
    price: decimal('65300'),
    fee: decimal('0.02612'),
    feeAsset: 'USDT',
    realizedPnl: decimal('1.3'),
    isMaker: false,
    venueAt: 1_790_000_004_000,
  };
  expect(fillOf(trade!, null)).toEqual(fill);
  const link = { venueOrderId: toVenueOrderId('algo-5'), clientOrderId: toClientOrderId('d-1') };
  expect(fillOf(trade!, link)).toEqual({ ...fill, ...link });
});

test('a booking keeps its sign; a transfer has no symbol', () => {
  expect(incomesSchema.parse(wire.INCOMES).map(incomeOf)).toEqual([
    { type: 'transfer', symbol: null, asset: 'USDT', amount: decimal('-0.375'), venueAt: 1_790_000_005_000 },
    { type: 'fee', symbol: 'BTCUSDT', asset: 'USDT', amount: decimal('-0.02612'), venueAt: 1_790_000_006_000 },
  ]);
});

test.each([
  ['REALIZED_PNL', 'realized-pnl'],
  ['FUNDING_FEE', 'funding'],
  ['INSURANCE_CLEAR', 'liquidation'],
  ['CROSS_COLLATERAL_TRANSFER', 'transfer'],
  ['REFERRAL_KICKBACK', 'other'],
  ['constructor', 'other'],
])('income %s is %s', (incomeType, type) => {
  const [income] = incomesSchema.parse([{ ...wire.INCOMES[1], incomeType }]);
  expect(incomeOf(income!).type).toBe(type);
});
