import {
  adlQuantile,
  apiRestrictions,
  apiTradingStatus,
  forceOrders,
  income,
  mainSite,
  orderRateLimits,
} from './account/account-history.ts';
import {
  accountConfig,
  accountV2,
  accountV3,
  balanceV2,
  balanceV3,
  positionRiskV2,
  positionRiskV3,
} from './account/account-reads.ts';
import { endUserStream, renewUserStream, startUserStream } from './account/listen-key.ts';
import { positionMargin } from './account/position-margin.ts';
import {
  commissionRate,
  getMultiAssets,
  getPositionMode,
  leverageBracket,
  setLeverage,
  setMarginType,
  setMultiAssets,
  setPositionMode,
  symbolConfig,
} from './account/settings.ts';
import {
  allAlgoOrders,
  cancelAlgoOrder,
  cancelAllAlgoOrders,
  openAlgoOrders,
  placeAlgoOrder,
  queryAlgoOrder,
} from './algo/algo-orders.ts';
import { exchangeInfo, ping, serverTime } from './market/exchange-info.ts';
import {
  bookTicker,
  depth,
  fundingInfo,
  fundingRate,
  premiumIndex,
  priceTickerV1,
  priceTickerV2,
} from './market/prices.ts';
import { aggTrades, dayTicker, klines } from './market/trades.ts';
import type { Operation } from './operation.ts';
import { amendOrder } from './orders/amend-order.ts';
import { amendBatch, cancelBatch, placeBatch } from './orders/batch-orders.ts';
import { cancelAllOpenOrders, cancelOrder, countdownCancelAll } from './orders/cancel-order.ts';
import { placeOrder, testOrder } from './orders/place-order.ts';
import { allOrders, openOrders, queryOpenOrder, queryOrder, userTrades } from './orders/query-orders.ts';

export const OPERATIONS: readonly Operation[] = [
  ping,
  serverTime,
  exchangeInfo,
  premiumIndex,
  priceTickerV1,
  priceTickerV2,
  bookTicker,
  dayTicker,
  depth,
  klines,
  aggTrades,
  fundingRate,
  fundingInfo,
  placeOrder,
  testOrder,
  amendOrder,
  cancelOrder,
  queryOrder,
  placeBatch,
  amendBatch,
  cancelBatch,
  cancelAllOpenOrders,
  countdownCancelAll,
  queryOpenOrder,
  openOrders,
  allOrders,
  userTrades,
  placeAlgoOrder,
  cancelAlgoOrder,
  queryAlgoOrder,
  openAlgoOrders,
  allAlgoOrders,
  cancelAllAlgoOrders,
  balanceV2,
  balanceV3,
  accountV2,
  accountV3,
  positionRiskV2,
  positionRiskV3,
  accountConfig,
  symbolConfig,
  leverageBracket,
  commissionRate,
  setLeverage,
  setMarginType,
  setPositionMode,
  getPositionMode,
  setMultiAssets,
  getMultiAssets,
  positionMargin,
  income,
  forceOrders,
  adlQuantile,
  orderRateLimits,
  apiTradingStatus,
  apiRestrictions,
  ...mainSite,
  startUserStream,
  renewUserStream,
  endUserStream,
];

const BY_NAME: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((operation) => [operation.name, operation]));

/** By its REST route, e.g. `POST /fapi/v1/order`. */
export function findOperation(name: string): Operation | null {
  return BY_NAME.get(name) ?? null;
}
