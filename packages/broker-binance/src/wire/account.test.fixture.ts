/** Answers about an account; written from the documented fields, see SOURCES.md. */

export const ACCOUNT = {
  totalInitialMargin: '128.02',
  totalMaintMargin: '5.12',
  totalWalletBalance: '5000.00',
  totalUnrealizedProfit: '-12.50',
  totalMarginBalance: '4987.50',
  totalPositionInitialMargin: '64.01',
  totalOpenOrderInitialMargin: '64.01',
  totalCrossWalletBalance: '5000.00',
  totalCrossUnPnl: '-12.50',
  availableBalance: '4859.48',
  maxWithdrawAmount: '4859.48',
  assets: [
    {
      asset: 'USDT',
      walletBalance: '5000.00',
      unrealizedProfit: '-12.50',
      marginBalance: '4987.50',
      maintMargin: '5.12',
      initialMargin: '128.02',
      positionInitialMargin: '64.01',
      openOrderInitialMargin: '64.01',
      crossWalletBalance: '5000.00',
      crossUnPnl: '-12.50',
      availableBalance: '4859.48',
      maxWithdrawAmount: '4859.48',
      updateTime: 1_790_000_000_000,
    },
    { asset: 'BNB', walletBalance: '0', unrealizedProfit: '0', availableBalance: '0', updateTime: 0 },
    { asset: 'USDC', walletBalance: '7.5', unrealizedProfit: '0', availableBalance: '7.5', updateTime: 0 },
  ],
  positions: [],
};

export const ACCOUNT_CONFIG = {
  feeTier: 0,
  canTrade: true,
  canDeposit: true,
  canWithdraw: true,
  dualSidePosition: false,
  updateTime: 0,
  multiAssetsMargin: false,
  tradeGroupId: -1,
};

export const BALANCES = [
  {
    accountAlias: 'SgsR',
    asset: 'USDT',
    balance: '5000.00',
    crossWalletBalance: '5000.00',
    crossUnPnl: '-12.50',
    availableBalance: '4859.48',
    maxWithdrawAmount: '4859.48',
    marginAvailable: true,
    updateTime: 1_790_000_000_000,
  },
];

export const SYMBOL_CONFIGS = [
  { symbol: 'BTCUSDT', marginType: 'CROSSED', isAutoAddMargin: false, leverage: 10, maxNotionalValue: '40000000' },
  { symbol: 'ETHUSDT', marginType: 'ISOLATED', isAutoAddMargin: false, leverage: '5', maxNotionalValue: '20000000' },
];

export const POSITION_RISKS = [
  {
    symbol: 'BTCUSDT',
    positionSide: 'BOTH',
    positionAmt: '-0.010',
    entryPrice: '64000.0',
    breakEvenPrice: '63968.0',
    markPrice: '65250.00000000',
    unRealizedProfit: '-12.50000000',
    liquidationPrice: '0',
    isolatedMargin: '0',
    notional: '-652.50000000',
    marginAsset: 'USDT',
    isolatedWallet: '0',
    initialMargin: '65.25',
    maintMargin: '2.61',
    positionInitialMargin: '65.25',
    openOrderInitialMargin: '0',
    adl: 2,
    bidNotional: '0',
    askNotional: '0',
    updateTime: 1_790_000_000_500,
  },
  {
    symbol: 'ETHUSDT',
    positionSide: 'LONG',
    positionAmt: '0.000',
    entryPrice: '0.0',
    markPrice: '3000.00',
    unRealizedProfit: '0',
    liquidationPrice: '0',
    notional: '0',
    initialMargin: '0',
    maintMargin: '0',
    adl: 0,
    updateTime: 0,
  },
];

/** Here Binance writes JSON numbers. */
export const LEVERAGE_BRACKETS = [
  {
    symbol: 'ETHUSDT',
    notionalCoef: 1.5,
    brackets: [
      { bracket: 2, initialLeverage: 50, notionalCap: 600000, notionalFloor: 50000, maintMarginRatio: 0.01, cum: 250 },
      { bracket: 1, initialLeverage: 75, notionalCap: 50000, notionalFloor: 0, maintMarginRatio: 0.0065, cum: 0.0 },
    ],
  },
];

export const USER_TRADES = [
  {
    buyer: false,
    commission: '0.02612000',
    commissionAsset: 'USDT',
    id: 698_759,
    maker: false,
    orderId: 25_851_813,
    price: '65300.0',
    qty: '0.001',
    quoteQty: '65.3',
    realizedPnl: '1.30000000',
    side: 'SELL',
    positionSide: 'SHORT',
    symbol: 'BTCUSDT',
    time: 1_790_000_004_000,
  },
];

export const INCOMES = [
  {
    symbol: '',
    incomeType: 'TRANSFER',
    income: '-0.37500000',
    asset: 'USDT',
    info: 'TRANSFER',
    time: 1_790_000_005_000,
    tranId: 9_689_322_392,
    tradeId: '',
  },
  {
    symbol: 'BTCUSDT',
    incomeType: 'COMMISSION',
    income: '-0.02612000',
    asset: 'USDT',
    info: '698759',
    time: 1_790_000_006_000,
    tranId: 9_689_322_393,
    tradeId: '698759',
  },
];

export const COMMISSION_RATE = {
  symbol: 'BTCUSDT',
  makerCommissionRate: '0.000200',
  takerCommissionRate: '0.000500',
  rpiCommissionRate: '0.000150',
};

/** Of the spot host, with the fields that matter to a futures desk. */
export const API_RESTRICTIONS = {
  ipRestrict: false,
  createTime: 1_780_000_000_000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableFutures: true,
  enableSpotAndMarginTrading: false,
};

export const PREMIUM_INDEX = {
  symbol: 'BTCUSDT',
  markPrice: '65250.12345678',
  indexPrice: '65248.00000000',
  estimatedSettlePrice: '65249.00000000',
  lastFundingRate: '0.00010000',
  interestRate: '0.00010000',
  nextFundingTime: 1_790_003_600_000,
  time: 1_790_000_000_900,
};
