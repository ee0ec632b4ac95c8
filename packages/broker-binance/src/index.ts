export {
  isBinanceBroker,
  type BinanceBroker,
  type BinanceOrderRequest,
  type CallbackRates,
  type CommissionRate,
  type KeyPermissions,
  type LimitUse,
} from './binance-broker.ts';
export { createBinanceBrokerFactory } from './binance-broker-factory.ts';
export { BINANCE_ENVIRONMENTS, type BinanceBrokerOptions, type BinanceEnvironment } from './binance-options.ts';
export { SELF_TRADE_PREVENTIONS, type BinanceOrderOptions, type SelfTradePrevention } from './binance-order-options.ts';
export { BINANCE_CAPABILITIES } from './capabilities.ts';
export { createBinanceBroker } from './create-binance-broker.ts';
export type { BinanceCredentials } from './credentials.ts';
export type { BinanceEndpoints } from './endpoints.ts';
export type { StreamStats } from './stream/stream-stats.ts';
