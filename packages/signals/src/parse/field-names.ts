/** What an alert may be told under, as plain names (no letter case, no separators). */
export interface FieldNames {
  /** All of them mean the same: given twice they must agree. */
  readonly names: readonly string[];
  /** Looked at, in this order, only where none of `names` is given. */
  readonly fallbacks: readonly string[];
}

export const FIELD_NAMES = {
  strategy: { names: ['strategy', 'strategyname'], fallbacks: [] },
  symbol: { names: ['symbol', 'ticker'], fallbacks: ['tvsymbol'] },
  exchange: { names: ['exchange', 'ex', 'tvexchange'], fallbacks: [] },
  action: { names: ['action', 'orderaction', 'side'], fallbacks: ['tradetype'] },
  contracts: { names: ['contracts', 'ordercontracts', 'quantity', 'qty'], fallbacks: [] },
  marketPosition: { names: ['marketposition', 'marpos'], fallbacks: [] },
  marketPositionSize: { names: ['marketpositionsize', 'marpossize'], fallbacks: [] },
  prevMarketPosition: {
    names: ['prevmarketposition', 'previousmarketposition', 'premarpos', 'prevmarpos', 'premarketposition'],
    fallbacks: [],
  },
  prevMarketPositionSize: {
    names: [
      'prevmarketpositionsize',
      'previousmarketpositionsize',
      'premarpossize',
      'prevmarpossize',
      'premarketpositionsize',
    ],
    fallbacks: ['prevpositionsize', 'previouspositionsize'],
  },
  positionSize: { names: ['positionsize'], fallbacks: [] },
  orderId: { names: ['orderid'], fallbacks: ['id'] },
  price: { names: ['price', 'orderprice'], fallbacks: ['close', 'bar.close'] },
  interval: { names: ['interval'], fallbacks: [] },
  firedAt: { names: ['firedat', 'timenow', 'timestamp'], fallbacks: ['currenttime', 'time'] },
  barAt: { names: ['bartime', 'bar.time'], fallbacks: ['time'] },
  leverage: { names: ['leverage', 'lever'], fallbacks: [] },
  orderType: { names: ['ordertype', 'ordtype'], fallbacks: [] },
} as const satisfies Readonly<Record<string, FieldNames>>;

export type FieldName = keyof typeof FIELD_NAMES;

/** Objects whose members count as if they stood at the top. */
export const TRANSPARENT_OBJECTS: ReadonlySet<string> = new Set([
  'strategy',
  'order',
  'position',
  'signal',
  'alert',
  'data',
  'payload',
  'body',
  'tradingview',
]);
