/** Orders as the two services tell them; written from the documented fields, see SOURCES.md. */

/** The answer to POST /fapi/v1/order with newOrderRespType RESULT, as it is since 2026-07-15: without avgPrice. */
export const NEW_ORDER = {
  orderId: '8389765519993908929',
  symbol: 'BTCUSDT',
  status: 'FILLED',
  clientOrderId: 'd-btc1-42-o-1-9f3a',
  price: '0.00',
  origQty: '0.015',
  executedQty: '0.015',
  cumQty: '0.015',
  timeInForce: 'GTC',
  type: 'MARKET',
  reduceOnly: false,
  closePosition: false,
  side: 'BUY',
  positionSide: 'BOTH',
  stopPrice: '0.00',
  workingType: 'CONTRACT_PRICE',
  priceProtect: false,
  origType: 'MARKET',
  priceMatch: 'NONE',
  selfTradePreventionMode: 'EXPIRE_MAKER',
  goodTillDate: 0,
  updateTime: 1_790_000_000_123,
};

/** The answer to GET /fapi/v1/order: a resting post-only order, a part of it filled. */
export const QUERIED_ORDER = {
  avgPrice: '64010.5',
  clientOrderId: 'd-btc1-43-o-1-77aa',
  cumQuote: '320.0525',
  executedQty: '0.005',
  orderId: 8_886_774,
  origQty: '0.020',
  origType: 'LIMIT',
  price: '64010.50',
  reduceOnly: true,
  side: 'SELL',
  positionSide: 'BOTH',
  status: 'PARTIALLY_FILLED',
  stopPrice: '0',
  closePosition: false,
  symbol: 'BTCUSDT',
  time: 1_790_000_001_000,
  timeInForce: 'GTX',
  type: 'LIMIT',
  updateTime: 1_790_000_002_000,
  workingType: 'CONTRACT_PRICE',
  priceProtect: false,
  priceMatch: 'NONE',
  selfTradePreventionMode: 'EXPIRE_MAKER',
  goodTillDate: 0,
};

/** The answer to POST /fapi/v1/algoOrder: nothing yet of how it executes. */
export const NEW_ALGO_ORDER = {
  algoId: 2_000_000_547_321_628,
  clientAlgoId: 'd-eth1-7-s-1-01cd',
  algoType: 'CONDITIONAL',
  orderType: 'STOP_MARKET',
  symbol: 'ETHUSDT',
  side: 'SELL',
  positionSide: 'BOTH',
  timeInForce: 'GTC',
  quantity: '0.250',
  algoStatus: 'NEW',
  triggerPrice: '2950.00',
  price: '0.00',
  icebergQuantity: null,
  selfTradePreventionMode: 'EXPIRE_MAKER',
  workingType: 'MARK_PRICE',
  priceMatch: 'NONE',
  closePosition: false,
  priceProtect: false,
  reduceOnly: true,
  activatePrice: '',
  callbackRate: '',
  createTime: 1_790_000_003_000,
  updateTime: 1_790_000_003_000,
  triggerTime: 0,
  goodTillDate: 0,
};

/** The answer to GET /fapi/v1/algoOrder of one that has triggered and filled. */
export const QUERIED_ALGO_ORDER = {
  ...NEW_ALGO_ORDER,
  algoStatus: 'FINISHED',
  actualOrderId: '4904005884',
  actualPrice: '2949.80',
  actualQty: '0.250',
  actualType: 'MARKET',
  tpOrderType: '',
  updateTime: 1_790_000_009_000,
  triggerTime: 1_790_000_008_500,
};

/** The answer to DELETE /fapi/v1/algoOrder: its code is text. */
export const CANCELED_ALGO = {
  algoId: 2_000_000_547_321_628,
  clientAlgoId: 'd-eth1-7-s-1-01cd',
  code: '200',
  msg: 'success',
};

/** The answer to POST /fapi/v1/batchOrders: one placed, one refused. */
export const BATCH = [NEW_ORDER, { code: -2019, msg: 'Margin is insufficient.' }];
